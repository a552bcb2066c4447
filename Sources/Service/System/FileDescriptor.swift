#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file, directory or socket, closed when it goes out of scope and never inherited by another program.
///
/// Names must not contain NUL.
struct FileDescriptor: ~Copyable, Sendable {
  let number: Int32

  private init(number: Int32) {
    self.number = number
  }

  init(checking number: Int32) throws(SystemError) {
    guard number >= 0 else { throw .last }
    self.number = number
  }

  deinit {
    close(number)
  }

  /// Gives the number away: the caller closes it.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  // MARK: Directories

  /// Opens a directory, but not through a symbolic link at the end of its path.
  static func directory(at path: [UInt8]) throws(SystemError) -> FileDescriptor {
    FileDescriptor(
      number: try unsafe call(path) { unsafe open($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) })
  }

  /// Makes a directory that its owner alone may use.
  static func makeDirectory(at path: [UInt8]) throws(SystemError) {
    _ = try unsafe call(path) { unsafe mkdir($0, 0o700) }
  }

  /// Whether the path itself, not what it leads to, is a symbolic link.
  static func isSymbolicLink(at path: [UInt8]) -> Bool {
    var status = stat()
    let result = try? unsafe call(path) { unsafe lstat($0, &status) }
    return result == 0 && FileStatus(status).kind == .symbolicLink
  }

  /// The status of the file itself.
  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  /// The status of a file of this directory, of the link itself if it is one; nil if there is none.
  func status(ofFile name: [UInt8]) throws(SystemError) -> FileStatus? {
    var status = stat()
    do throws(SystemError) {
      _ = try unsafe Self.call(name) { unsafe fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
      return FileStatus(status)
    } catch .noSuchFile {
      return nil
    }
  }

  /// Opens a file of this directory for reading and writing, and makes it for its owner alone if it is missing.
  func writableFile(_ name: [UInt8]) throws(SystemError) -> FileDescriptor {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    return FileDescriptor(number: try unsafe Self.call(name) { unsafe openat(number, $0, flags, 0o600 as mode_t) })
  }

  /// Removes a name from this directory.
  func unlink(_ name: [UInt8]) throws(SystemError) {
    _ = try unsafe Self.call(name) { unsafe unlinkat(number, $0, 0) }
  }

  // MARK: Locks

  /// Takes the exclusive `flock` of this file, which lasts until the descriptor is closed, or throws `.wouldBlock`.
  func lockExclusively() throws(SystemError) {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard SystemError.last == .interrupted else { throw .last }
    }
  }

  /// Makes a few bytes, written in one call, the whole content of this file.
  func replaceContent(with bytes: [UInt8]) throws(SystemError) {
    guard ftruncate(number, 0) == 0 else { throw .last }
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(number, $0.baseAddress, $0.count, 0) }
    guard written >= 0 else { throw .last }
  }

  /// The first bytes of the file, at most so many.
  func prefix(_ count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = unsafe bytes.withUnsafeMutableBytes { unsafe pread(number, $0.baseAddress, $0.count, 0) }
    guard result >= 0 else { throw .last }
    return Array(bytes.prefix(result))
  }

  /// Calls the system with a path as C wants it.
  ///
  /// - Returns: what `body` returns, which is negative where it failed.
  private static func call(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Int32) throws(SystemError) -> Int32 {
    var error: SystemError?
    let characters = (path + [0]).map { CChar(bitPattern: $0) }
    let result = unsafe characters.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("there is at least the NUL") }
      let result = unsafe body(base)
      if result < 0 { error = .last }
      return result
    }
    if let error { throw error }
    return result
  }
}
