#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call to the operating system that failed, by its `errno`.
package struct SystemError: Error, Equatable, Sendable {
  /// The value of `errno` after the call.
  package let number: Int32

  /// The last error of this thread.
  static var last: SystemError { SystemError(number: errno) }

  /// What the system says about the error, such as "Permission denied".
  package var message: String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }

  /// The file, or a folder on its way, does not exist.
  var isNotFound: Bool { number == ENOENT || number == ENOTDIR }

  /// The last part of the path was a symbolic link, and the call does not follow them.
  ///
  /// FreeBSD and its kin answer `EMLINK`; opening a link with `O_DIRECTORY` answers `ENOTDIR`.
  var isSymbolicLink: Bool { number == ELOOP || number == EMLINK }

  /// The entry is a socket, or a device with nothing behind it.
  var isNotOpenable: Bool { number == ENXIO || number == ENODEV || number == EOPNOTSUPP }

  /// The process or the system has run out of descriptors or memory: every later call would fail as well.
  var isExhaustion: Bool { number == EMFILE || number == ENFILE || number == ENOMEM }
}
