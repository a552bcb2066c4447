#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file or directory, closed when it goes out of scope.
///
/// Every descriptor is close-on-exec, and none is opened through a symbolic link at the end of its path. Paths and
/// names must not contain NUL.
struct FileDescriptor: ~Copyable, Sendable {
  private let number: Int32

  private init(checking number: Int32) throws(SystemError) {
    guard number >= 0 else { throw .last }
    self.number = number
  }

  deinit {
    close(number)
  }

  // MARK: Opening

  static func directory(at path: String) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      return try FileDescriptor(checking: unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    } catch .notADirectory where isSymbolicLink(at: path) {
      throw .tooManyLinks
    }
  }

  /// Creates a directory that its owner alone may use.
  static func makeDirectory(at path: String) throws(SystemError) {
    guard unsafe mkdir(path, 0o700) == 0 else { throw .last }
  }

  /// Opens a file of this directory for reading, without waiting for the writer of a FIFO.
  func file(_ name: String) throws(SystemError) -> FileDescriptor {
    try FileDescriptor(checking: unsafe openat(number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
  }

  /// Opens a file of this directory for reading and writing, and creates it for its owner alone if it is missing.
  func writableFile(_ name: String) throws(SystemError) -> FileDescriptor {
    try FileDescriptor(
      checking: unsafe openat(number, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600 as mode_t))
  }

  /// The directory that holds this directory.
  func parent() throws(SystemError) -> FileDescriptor {
    try FileDescriptor(checking: unsafe openat(number, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  }

  // MARK: Asking

  func status() throws(SystemError) -> FileStatus {
    try Self.status(of: number)
  }

  /// The status behind a descriptor that this type does not own.
  static func status(of number: Int32) throws(SystemError) -> FileStatus {
    var result = stat()
    guard unsafe fstat(number, &result) == 0 else { throw .last }
    return FileStatus(result)
  }

  /// Whether the path itself, not what it leads to, is a symbolic link.
  private static func isSymbolicLink(at path: String) -> Bool {
    var result = stat()
    return unsafe lstat(path, &result) == 0 && FileStatus(result).kind == .symbolicLink
  }

  /// The status of a file of this directory, of the link itself if it is one; it is not opened.
  func status(ofFile name: String) throws(SystemError) -> FileStatus {
    var result = stat()
    guard unsafe fstatat(number, name, &result, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last }
    return FileStatus(result)
  }

  /// Bytes that this user can still write to the file system.
  func availableBytes() throws(SystemError) -> UInt64 {
    var result = statvfs()
    guard unsafe fstatvfs(number, &result) == 0 else { throw .last }
    let (bytes, overflow) = UInt64(result.f_bavail).multipliedReportingOverflow(by: UInt64(result.f_frsize))
    return overflow ? .max : bytes
  }

  // MARK: Reading and writing

  /// Reads up to `count` bytes at `offset`; fewer only where the file ends.
  func read(_ count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let result = unsafe bytes.withUnsafeMutableBytes { buffer in
        let missing = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return unsafe pread(number, missing.baseAddress, missing.count, off_t(offset + filled))
      }
      if result < 0 {
        guard SystemError.last == .interrupted else { throw .last }
      } else if result == 0 {
        break
      } else {
        filled += result
      }
    }
    bytes.removeSubrange(filled...)
    return bytes
  }

  /// Makes `bytes` the whole content of this file. For contents of a few bytes, which are written in one call.
  func replaceContent(with bytes: [UInt8]) throws(SystemError) {
    guard ftruncate(number, 0) == 0 else { throw .last }
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(number, $0.baseAddress, $0.count, 0) }
    guard written >= 0 else { throw .last }
  }

  /// Flushes a file, or the names in a directory, to the disk.
  func sync() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last }
  }

  /// Takes the exclusive `flock` of this file, which lasts until the descriptor is closed, or throws `.wouldBlock`.
  func lockExclusively() throws(SystemError) {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard SystemError.last == .interrupted else { throw .last }
    }
  }

  /// Keeps a descriptor that this type does not own from being inherited by the programs that we start.
  static func setCloseOnExec(_ number: Int32) throws(SystemError) {
    let flags = fcntl(number, F_GETFD)
    guard flags >= 0, fcntl(number, F_SETFD, flags | FD_CLOEXEC) == 0 else { throw .last }
  }
}
