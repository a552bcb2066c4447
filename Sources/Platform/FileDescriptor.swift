#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file, directory or socket, closed when it goes out of scope.
///
/// Whatever is opened here is close-on-exec. Paths and names are bytes; one that holds a NUL is not found. Where nothing
/// else is said, calls that a signal interrupts are made again.
package struct FileDescriptor: ~Copyable, Sendable {
  package let number: Int32
  private let isOwned: Bool

  /// Takes over what a call of the system has opened.
  ///
  /// - Throws: the call's error where `number` is negative.
  package init(checking number: Int32) throws(SystemError) {
    guard number >= 0 else { throw .last }
    self.number = number
    isOwned = true
  }

  /// Takes over an open descriptor.
  init(owned number: Int32) {
    self.number = number
    isOwned = true
  }

  /// A descriptor that belongs to somebody else, who closes it.
  package init(unowned number: Int32) {
    self.number = number
    isOwned = false
  }

  deinit {
    if isOwned { _ = close(number) }
  }

  /// Gives the number away: the caller closes it.
  package consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Another descriptor of the same open file.
  package func duplicate() throws(SystemError) -> FileDescriptor {
    try FileDescriptor(checking: fcntl(number, F_DUPFD_CLOEXEC, 0))
  }

  /// Closes it on a thread of its own: the last one of a large file that has no name any more frees what that took, for tenths of
  /// a second.
  package consuming func closeElsewhere() {
    let number = release()
    do throws(SystemError) {
      try Thread.start {
        Thread.yieldToOthers(niceness: 10)
        _ = close(number)
      }
    } catch {
      _ = close(number)
    }
  }

  package static var standardInput: FileDescriptor { FileDescriptor(unowned: STDIN_FILENO) }
  package static var standardOutput: FileDescriptor { FileDescriptor(unowned: STDOUT_FILENO) }
  package static var standardError: FileDescriptor { FileDescriptor(unowned: STDERR_FILENO) }

  /// Keeps it from being inherited by the programs that we start.
  package func setCloseOnExec() throws(SystemError) {
    let flags = try SystemCall.run { fcntl(number, F_GETFD) }
    try SystemCall.run { fcntl(number, F_SETFD, flags | FD_CLOEXEC) }
  }

  /// Lets calls that would have to wait fail with `.wouldBlock` instead.
  package func setNonBlocking() throws(SystemError) {
    let flags = try SystemCall.run { fcntl(number, F_GETFL) }
    try SystemCall.run { fcntl(number, F_SETFL, flags | O_NONBLOCK) }
  }
}
