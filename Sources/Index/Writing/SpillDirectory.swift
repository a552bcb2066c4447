#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Removes the scratch directory of a build.
enum SpillDirectory {
  /// Removes the files of a scratch environment and its directory; that there is none is fine.
  static func remove(_ directory: String) throws {
    for name in ["data.mdb", "lock.mdb"] { unsafe unlink("\(directory)/\(name)") }
    guard unsafe rmdir(directory) == 0 || errno == ENOENT else {
      throw IndexError.scratchDirectory(directory, errno: errno)
    }
  }
}
