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

  /// Removes a directory, which must be empty.
  package static func removeDirectory(at path: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: path) { unsafe rmdir($0) }
  }

  /// Removes a file.
  package static func removeFile(at path: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: path) { unsafe unlink($0) }
  }

  /// The absolute path of what stands at `path`, free of symbolic links; nil where that cannot be told.
  package static func resolvedPath(of path: [UInt8]) -> [UInt8]? {
    // `realpath` allocates its answer, which ends in a NUL.
    guard let resolved = unsafe realpath(SystemCall.cString(path), nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }
}
