import Platform

/// Files and folders by their paths.
enum Files {
  /// The whole content; none where there is no file.
  static func read(_ path: String) -> [UInt8] {
    guard let file = try? FileDescriptor.open(path.utf8), let size = try? file.status().size else { return [] }
    return (try? file.read(size, at: 0)) ?? []
  }

  /// Makes `bytes` the whole content.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let (folder, name) = place(path)
    try FileDescriptor.directory(at: folder.utf8).writableFile(name.utf8).replaceContent(with: bytes)
  }

  /// Writes behind what a file holds.
  static func append(_ bytes: [UInt8], to path: String) throws {
    let (folder, name) = place(path)
    try FileDescriptor.directory(at: folder.utf8).appendableFile(name.utf8).writeAll(bytes)
  }

  /// Gives a file or folder another path, in the place of the file that has it.
  static func move(_ path: String, to target: String) throws {
    let (folder, name) = place(path)
    let (newFolder, newName) = place(target)
    try FileDescriptor.directory(at: folder.utf8)
      .move(name.utf8, to: FileDescriptor.directory(at: newFolder.utf8), as: newName.utf8)
  }

  static func makeDirectories(_ path: String) throws {
    try FileSystem.makeDirectories(at: Array(path.utf8))
  }

  static func exists(_ path: String) -> Bool {
    (try? FileStatus(path: Array(path.utf8))) != nil
  }

  /// Removes a file, or a folder with all it holds; that there is none is fine.
  static func remove(_ path: String) {
    for name in names(in: path) { remove(path + "/" + name) }
    if (try? FileSystem.removeFile(at: path.utf8)) == nil { try? FileSystem.removeDirectory(at: path.utf8) }
  }

  /// Copies a file or a folder with all it holds.
  static func copy(_ path: String, to target: String) {
    _ = try? Child("/bin/cp", ["-a", "--sparse=always", path, target]).wait()
  }

  /// The folder of an absolute path, and the name in it.
  private static func place(_ path: String) -> (folder: Substring, name: Substring) {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return (path[..<slash], path[path.index(after: slash)...])
  }

  /// The names in a folder, in no order; none where there is no folder.
  static func names(in path: String) -> [String] {
    guard let folder = try? FileDescriptor.directory(at: path.utf8) else { return [] }
    var names: [String] = []
    try? unsafe folder.forEachEntry { name, _ in names.append(unsafe String(decoding: name, as: UTF8.self)) }
    return names
  }
}
