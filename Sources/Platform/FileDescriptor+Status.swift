#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// What the open file is.
  package func status() throws(SystemError) -> FileStatus {
    var status = stat()
    try SystemCall.run { unsafe fstat(number, &status) }
    return FileStatus(status)
  }

  /// What a file of this directory is, a symbolic link not followed; nil if there is none.
  package func status(of name: some Collection<UInt8>) throws(SystemError) -> FileStatus? {
    do throws(SystemError) {
      return try FileStatus(of: name, in: number, AT_SYMLINK_NOFOLLOW)
    } catch .noSuchFile {
      return nil
    }
  }

  /// The bytes of the file system, and how many of them this user can still write.
  package func fileSystemBytes() throws(SystemError) -> (available: UInt64, total: UInt64) {
    var result = statvfs()
    try SystemCall.run { unsafe fstatvfs(number, &result) }
    let blockSize = UInt64(result.f_frsize)
    func bytes(_ blocks: UInt64) -> UInt64 {
      let (bytes, overflow) = blocks.multipliedReportingOverflow(by: blockSize)
      return overflow ? .max : bytes
    }
    return (bytes(UInt64(result.f_bavail)), bytes(UInt64(result.f_blocks)))
  }

  /// How many rows and columns the terminal has that it leads to; nil where it is none, or does not tell.
  package var terminalSize: (rows: Int, columns: Int)? {
    var size = winsize()
    guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  /// Whether it leads to a terminal.
  package var isTerminal: Bool { isatty(number) == 1 }
}
