/// A folder that is to be watched and listed.
struct FolderVisit {
  let folder: WatchedFolder
  /// The folder that it is in; nil for the uppermost of a root.
  let parent: WatchedFolder?
  let name: [UInt8]
  /// Whether all that is found is to be told: it has come in after the root was looked through.
  let tellsFiles: Bool

  /// Takes the folder out of the one that it is in: there is nothing to be watched.
  func forget() {
    if let parent, parent.folders[name] === folder { parent.folders[name] = nil }
  }
}
