#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is done by path. Paths are bytes; one that holds a NUL is not found.
package enum FileSystem {
  /// Makes a directory that its owner alone may use.
  package static func makeDirectory(at path: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: path) { unsafe mkdir($0, 0o700) }
  }

  /// Makes a directory that its owner alone may use, and those above it; what is there stays as it is.
  ///
  /// For paths of people: every prefix is tried.
  package static func makeDirectories(at path: [UInt8]) throws(SystemError) {
    let slash = UInt8(ascii: "/")
    for end in path.indices.dropFirst() where path[end] == slash && path[end - 1] != slash {
      try makeUnlessThere(path[..<end])
    }
    try makeUnlessThere(path[...])
  }

  private static func makeUnlessThere(_ path: ArraySlice<UInt8>) throws(SystemError) {
    do throws(SystemError) {
      try makeDirectory(at: path)
    } catch .alreadyExists {
      // It may be another process that was faster.
    }
  }

  /// Whether a file stands there that this user may run as a program.
  package static func isExecutableFile(at path: [UInt8]) -> Bool {
    guard let status = try? FileStatus(path: path), status.kind == .regularFile else { return false }
    return (try? unsafe SystemCall.run(on: path) { unsafe access($0, X_OK) }) != nil
  }

  /// Removes a directory, which must be empty.
  package static func removeDirectory(at path: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: path) { unsafe rmdir($0) }
  }

  /// Removes a file.
  package static func removeFile(at path: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: path) { unsafe unlink($0) }
  }

  /// The path from the root on, symbolic links left as they are: another process may be in another directory. The path
  /// itself where the current directory cannot be told.
  package static func absolutePath(of path: [UInt8]) -> [UInt8] {
    guard path.first != UInt8(ascii: "/"), let current = resolvedPath(of: [UInt8(ascii: ".")]) else { return path }
    var rest = path[...]
    while rest.starts(with: "./".utf8) { rest = rest.dropFirst(2).drop { $0 == UInt8(ascii: "/") } }
    if rest.isEmpty || rest.elementsEqual(".".utf8) { return current }
    return current + (current.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + rest
  }

  /// The absolute path of what stands at `path`, free of symbolic links; nil where that cannot be told.
  package static func resolvedPath(of path: [UInt8]) -> [UInt8]? {
    // `realpath` allocates its answer, which ends in a NUL.
    guard let resolved = unsafe realpath(SystemCall.cString(path), nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }
}
