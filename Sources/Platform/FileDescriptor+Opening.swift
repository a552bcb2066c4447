#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Every way to open a file says `O_NONBLOCK`, so that a FIFO nobody writes to cannot hang us.
extension FileDescriptor {
  private static let readingFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

  /// Opens what stands at `path` for reading, a symbolic link followed.
  package static func open(_ path: some Collection<UInt8>) throws(SystemError) -> FileDescriptor {
    try open(path, in: AT_FDCWD, readingFlags)
  }

  /// Opens a directory, but not through a symbolic link at the end of its path: that is `.tooManyLinks`.
  package static func directory(at path: some Collection<UInt8>) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      return try open(path, in: AT_FDCWD, readingFlags | O_DIRECTORY | O_NOFOLLOW)
    } catch .notADirectory {
      let status = try? FileStatus(of: path, in: AT_FDCWD, AT_SYMLINK_NOFOLLOW)
      throw status?.kind == .symbolicLink ? .tooManyLinks : .notADirectory
    }
  }

  /// Opens a file of this directory for reading, if it is no symbolic link.
  package func file(_ name: some Collection<UInt8>) throws(SystemError) -> FileDescriptor {
    try Self.open(name, in: number, Self.readingFlags | O_NOFOLLOW)
  }

  /// Opens a directory of this directory, if it is no symbolic link to one. The one above it is `..`.
  package func directory(_ name: some Collection<UInt8>) throws(SystemError) -> FileDescriptor {
    try Self.open(name, in: number, Self.readingFlags | O_NOFOLLOW | O_DIRECTORY)
  }

  /// Opens a file of this directory for reading and writing, if it is no symbolic link, and makes it for its owner alone
  /// if it is missing.
  package func writableFile(_ name: some Collection<UInt8>) throws(SystemError) -> FileDescriptor {
    try Self.open(name, in: number, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  }

  /// Opens a file of this directory for writing at its end, if it is no symbolic link, and makes it for its owner alone
  /// if it is missing.
  package func appendableFile(_ name: some Collection<UInt8>) throws(SystemError) -> FileDescriptor {
    try Self.open(name, in: number, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  }

  private static func open(
    _ path: some Collection<UInt8>, in directory: Int32, _ flags: Int32
  ) throws(SystemError) -> FileDescriptor {
    try unsafe FileDescriptor(
      checking: SystemCall.run(on: path) { unsafe openat(directory, $0, flags, 0o600 as mode_t) })
  }
}
