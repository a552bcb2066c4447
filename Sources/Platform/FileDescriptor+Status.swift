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

  /// Bytes that this user can still write to the file system.
  package func availableBytes() throws(SystemError) -> UInt64 {
    var result = statvfs()
    try SystemCall.run { unsafe fstatvfs(number, &result) }
    let (bytes, overflow) = UInt64(result.f_bavail).multipliedReportingOverflow(by: UInt64(result.f_frsize))
    return overflow ? .max : bytes
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
