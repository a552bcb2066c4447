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
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let folder = try FileDescriptor.directory(at: path[..<slash].utf8)
    try folder.writableFile(path[path.index(after: slash)...].utf8).replaceContent(with: bytes)
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

  private static func names(in path: String) -> [String] {
    guard let folder = try? FileDescriptor.directory(at: path.utf8) else { return [] }
    var names: [String] = []
    try? unsafe folder.forEachEntry { name, _ in names.append(unsafe String(decoding: name, as: UTF8.self)) }
    return names
  }
}
