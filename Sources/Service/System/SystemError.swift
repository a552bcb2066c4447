#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An `errno` value.
struct SystemError: Error, Hashable, Sendable {
  let number: Int32

  /// The error of the system call that has just failed on this thread.
  static var last: SystemError { SystemError(number: errno) }

  static let addressInUse = SystemError(number: EADDRINUSE)
  static let alreadyExists = SystemError(number: EEXIST)
  static let connectionRefused = SystemError(number: ECONNREFUSED)
  static let interrupted = SystemError(number: EINTR)
  static let noSuchFile = SystemError(number: ENOENT)
  static let notADirectory = SystemError(number: ENOTDIR)
  static let tooManyLinks = SystemError(number: ELOOP)
  static let wouldBlock = SystemError(number: EWOULDBLOCK)
}

extension SystemError: CustomStringConvertible {
  var description: String {
    // The text is a static string of the C library, or a buffer of this thread that the next call overwrites: copied.
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
