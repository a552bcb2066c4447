/// Some of the files below a folder, and the folders on the way to them.
package struct PathSelection: Sendable {
  private let files: Set<[UInt8]>
  private var folders: Set<[UInt8]> = []

  /// Selects files by their paths.
  package init(_ files: some Sequence<[UInt8]>) {
    self.files = Set(files)
    for file in self.files {
      for end in file.indices.reversed() where file[end] == UInt8(ascii: "/") {
        // Those above are there already.
        guard folders.insert(Array(file[..<end])).inserted else { break }
      }
    }
  }

  /// Whether a path is one of the files.
  package func contains(_ path: [UInt8]) -> Bool { files.contains(path) }

  /// Whether a path is one of the files, or of a folder on the way to one.
  func leads(to path: [UInt8]) -> Bool { files.contains(path) || folders.contains(path) }
}
