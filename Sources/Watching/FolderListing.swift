import Platform

/// The files and folders in a folder.
struct FolderListing {
  private(set) var files: [[UInt8]] = []
  private(set) var folders: [[UInt8]] = []
  /// The number of the device that the folder is on.
  let device: UInt64

  /// Lists a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - followsLink: Whether its path may end in a symbolic link.
  /// - Throws: `SystemError` where it cannot be listed.
  init(of folder: WatchedFolder, followsLink: Bool) throws(SystemError) {
    let path = WatchedPath.folder(ofBase: folder.base)
    let descriptor = followsLink ? try FileDescriptor.open(path) : try FileDescriptor.directory(at: path)
    device = try descriptor.status().identity.device
    var files: [[UInt8]] = []
    var folders: [[UInt8]] = []
    var others: [[UInt8]] = []
    try unsafe descriptor.forEachEntry { name, kind in
      switch kind {
      case .regularFile: unsafe files.append(Array(name))
      case .directory: unsafe folders.append(Array(name))
      case .symbolicLink, .socket, .other: break
      case nil: unsafe others.append(Array(name))
      }
    }
    // Some file systems do not say what an entry is.
    for name in others {
      switch try descriptor.status(of: name)?.kind {
      case .regularFile: files.append(name)
      case .directory: folders.append(name)
      case .symbolicLink, .socket, .other, nil: break
      }
    }
    self.files = files
    self.folders = folders
  }
}
