import SearchAPI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The calls of the system that make a listening socket of the local domain.
enum ListeningSocket {
  /// Connections that wait to be accepted: a burst of clients is to be told Busy, not to hang.
  static let backlog: Int32 = 256

  /// Binds a socket to `path` and listens there.
  ///
  /// For the length of the bind the umask of the process is 077, so that there is no moment at which another user could
  /// connect. The socket does not block, and no program that is started inherits it.
  static func listen(at path: SocketPath) throws(SystemError) -> FileDescriptor {
    let descriptor = try makeSocket()
    let mask = umask(0o077)
    let result = unsafe withAddress(of: path) { unsafe bind(descriptor.number, $0, $1) }
    let error = SystemError.last
    umask(mask)
    guard result == 0 else { throw error }
    guard Self.listen(descriptor.number, backlog) == 0 else { throw .last }
    return descriptor
  }

  /// Whether somebody listens at `path`.
  ///
  /// - Throws: What the system says, if that is neither yes nor no.
  static func isAnswering(at path: SocketPath) throws(SystemError) -> Bool {
    let descriptor = try makeSocket()
    let result = unsafe withAddress(of: path) { unsafe connect(descriptor.number, $0, $1) }
    if result == 0 { return true }
    switch SystemError.last {
    // A full backlog belongs to a listener too.
    case .wouldBlock: return true
    case .connectionRefused, .noSuchFile: return false
    case let error: throw error
    }
  }

  private static func makeSocket() throws(SystemError) -> FileDescriptor {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
      return try FileDescriptor(checking: socket(AF_UNIX, type, 0))
    #else
      let descriptor = try FileDescriptor(checking: socket(AF_UNIX, SOCK_STREAM, 0))
      guard fcntl(descriptor.number, F_SETFD, FD_CLOEXEC) == 0, fcntl(descriptor.number, F_SETFL, O_NONBLOCK) == 0
      else { throw .last }
      return descriptor
    #endif
  }

  private static func listen(_ number: Int32, _ backlog: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.listen(number, backlog)
    #else
      Darwin.listen(number, backlog)
    #endif
  }

  private static func withAddress(
    of path: SocketPath, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A `SocketPath` is shorter than the field, so that a zero stays behind it.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.bytes) }
    return unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
