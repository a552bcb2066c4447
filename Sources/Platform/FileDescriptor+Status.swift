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

  /// Whether it leads to a terminal.
  package var isTerminal: Bool { isatty(number) == 1 }
}
