#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call of the operating system that failed, by its `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The error of the call that has just failed on this thread.
  package static var last: SystemError { SystemError(number: errno) }

  package static let alreadyExists = SystemError(number: EEXIST)
  package static let brokenPipe = SystemError(number: EPIPE)
  package static let connectionRefused = SystemError(number: ECONNREFUSED)
  package static let connectionReset = SystemError(number: ECONNRESET)
  package static let deviceError = SystemError(number: EIO)
  package static let interrupted = SystemError(number: EINTR)
  package static let nameTooLong = SystemError(number: ENAMETOOLONG)
  package static let noMemory = SystemError(number: ENOMEM)
  package static let noSpace = SystemError(number: ENOSPC)
  package static let noSuchFile = SystemError(number: ENOENT)
  package static let notADirectory = SystemError(number: ENOTDIR)
  package static let notImplemented = SystemError(number: ENOSYS)
  package static let readOnlyFileSystem = SystemError(number: EROFS)
  package static let tooManyLinks = SystemError(number: ELOOP)
  package static let wouldBlock = SystemError(number: EWOULDBLOCK)

  /// The file, or a directory on its way, does not exist.
  package var isNotFound: Bool { number == ENOENT || number == ENOTDIR }

  /// The last part of the path was a symbolic link, and the call does not follow them.
  ///
  /// FreeBSD and its kin answer `EMLINK`; opening a link with `O_DIRECTORY` answers `ENOTDIR`.
  package var isSymbolicLink: Bool { number == ELOOP || number == EMLINK }

  /// The entry is a socket, or a device with nothing behind it.
  package var isNotOpenable: Bool { number == ENXIO || number == ENODEV || number == EOPNOTSUPP }

  /// The process or the system has run out of descriptors or memory: every later call would fail as well.
  package var isExhaustion: Bool { number == EMFILE || number == ENFILE || number == ENOMEM }

  /// Both a full file system and an exhausted quota: neither takes another byte.
  package var meansNoSpace: Bool { number == ENOSPC || number == EDQUOT }

  /// The two ways to be told that one may not.
  package var meansNoPermission: Bool { number == EACCES || number == EPERM }

  /// What the system says about it, such as "Permission denied".
  package var message: String {
    // The text is a static string of the C library, or a buffer of this thread that the next call overwrites: copied.
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}

extension SystemError: CustomStringConvertible {
  package var description: String { message }
}
