#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connected stream socket of the local domain, closed when it goes out of use.
///
/// All calls to the system that the client makes on sockets are in this file. They are repeated where a signal
/// interrupts them, and end at their deadline.
public struct UnixSocket: ~Copyable {
  /// The longest path of a socket in bytes: 107 on Linux, 103 on Darwin, where the address's last byte must be zero.
  public static let greatestPathLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// The most bytes that one call receives.
  private static let chunkLength = 1 << 16

  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    _ = close(descriptor)
  }

  /// Connects to whoever listens at `path`.
  static func connected(to path: SocketPath, until deadline: Deadline) throws(Failure) -> UnixSocket {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { throw .system(errno) }
    let unixSocket = UnixSocket(descriptor: descriptor)
    #if !canImport(Glibc)
      // Darwin knows neither SOCK_CLOEXEC nor MSG_NOSIGNAL.
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      try unixSocket.setOption(SO_NOSIGPIPE, to: Int32(1))
    #endif
    try unixSocket.establish(to: path, until: deadline)
    return unixSocket
  }

  /// Whether the process at the other end runs under this process's user.
  func isPeerOfSameUser() throws(Failure) -> Bool {
    #if canImport(Glibc)
      // `struct ucred` of unix(7), which the module hides: process, user and group in 32 bits each.
      var credentials: [UInt32] = [0, 0, 0]
      let result = unsafe credentials.withUnsafeMutableBytes { credentials in
        var length = socklen_t(credentials.count)
        return unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, credentials.baseAddress, &length)
      }
      let user = credentials[1]
    #else
      var user: uid_t = 0
      var group: gid_t = 0
      let result = unsafe getpeereid(descriptor, &user, &group)
    #endif
    guard result == 0 else { throw .system(errno) }
    return user == geteuid()
  }

  /// Sends all of it.
  func sendAll(_ bytes: [UInt8], until deadline: Deadline) throws(Failure) {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    var sent = 0
    while sent < bytes.count {
      try setTimeout(SO_SNDTIMEO, until: deadline)
      let count = unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[sent...])
        return unsafe send(descriptor, rest.baseAddress, rest.count, flags)
      }
      if count >= 0 {
        sent += count
      } else {
        try checkInterruption()
      }
    }
  }

  /// Waits until something arrives, and returns it: at least one byte.
  func receive(until deadline: Deadline) throws(Failure) -> [UInt8] {
    while true {
      try setTimeout(SO_RCVTIMEO, until: deadline)
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkLength) { buffer, initializedCount in
        count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
        initializedCount = max(count, 0)
      }
      if count > 0 { return bytes }
      if count == 0 { throw .closed }
      try checkInterruption()
    }
  }
}

extension UnixSocket {
  private func establish(to path: SocketPath, until deadline: Deadline) throws(Failure) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A path has at most `greatestPathLength` bytes, so that a zero stays behind it.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.bytes) }
    while true {
      try setTimeout(SO_SNDTIMEO, until: deadline)
      // The system takes every kind of address as a `sockaddr` and tells them apart by the family.
      let result = unsafe withUnsafePointer(to: &address) { address in
        unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      if result == 0 { return }
      try checkInterruption()
    }
  }

  /// Passes over an interruption, and throws every other error of the call just made.
  ///
  /// What waited for the time set reports EAGAIN; a connection waits where the listener's backlog is full.
  private func checkInterruption() throws(Failure) {
    let number = errno
    switch number {
    case EINTR: return
    case EAGAIN, EWOULDBLOCK: throw .timedOut
    case EPIPE, ECONNRESET: throw .closed
    default: throw .system(number)
    }
  }

  /// Lets calls wait until the deadline at most; a time of zero would let them wait for ever.
  private func setTimeout(_ option: Int32, until deadline: Deadline) throws(Failure) {
    let microseconds = deadline.microsecondsLeft
    guard microseconds > 0 else { throw .timedOut }
    var time = timeval()
    time.tv_sec = .init(clamping: microseconds / 1_000_000)
    time.tv_usec = .init(clamping: microseconds % 1_000_000)
    try setOption(option, to: time)
  }

  private func setOption<Value: BitwiseCopyable>(_ option: Int32, to value: Value) throws(Failure) {
    let result = unsafe withUnsafeBytes(of: value) {
      unsafe setsockopt(descriptor, SOL_SOCKET, option, $0.baseAddress, socklen_t($0.count))
    }
    guard result == 0 else { throw .system(errno) }
  }
}
