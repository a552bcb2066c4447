#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Stream sockets of the local domain. A call that a signal interrupts fails with `.interrupted`: whoever waits until a
/// deadline has to set the time anew.
extension FileDescriptor {
  /// What a socket may wait for.
  package enum Waiting {
    case sending, receiving
  }

  /// The longest path of a socket in bytes: 107 on Linux, 103 on Darwin, where the address's last byte must be zero.
  package static let greatestSocketPathLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// Makes a socket. Sending to a peer that has gone is an error.
  package static func socket() throws(SystemError) -> FileDescriptor {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      return try FileDescriptor(checking: Glibc.socket(AF_UNIX, type, 0))
    #else
      // Darwin knows neither SOCK_CLOEXEC nor MSG_NOSIGNAL.
      let descriptor = try FileDescriptor(checking: Darwin.socket(AF_UNIX, SOCK_STREAM, 0))
      try descriptor.setCloseOnExec()
      try descriptor.setOption(SO_NOSIGPIPE, to: 1 as Int32)
      return descriptor
    #endif
  }

  // MARK: Addresses

  /// Gives the socket a name in the file system.
  ///
  /// - Parameter path: 1 to ``greatestSocketPathLength`` bytes.
  /// - Throws: what the system says.
  package func bind(to path: [UInt8]) throws(SystemError) {
    try unsafe Self.withAddress(of: path) { unsafe systemBind(number, $0, $1) }
  }

  /// Connects to whoever listens at `path`.
  ///
  /// - Parameter path: 1 to ``greatestSocketPathLength`` bytes.
  /// - Throws: what the system says.
  package func connect(to path: [UInt8]) throws(SystemError) {
    try unsafe Self.withAddress(of: path) { unsafe systemConnect(number, $0, $1) }
  }

  /// Accepts connections from now on, of which `backlog` may wait.
  package func listen(backlog: Int32) throws(SystemError) {
    guard systemListen(number, backlog) == 0 else { throw .last }
  }

  private static func withAddress(
    of path: [UInt8], _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(SystemError) {
    precondition(path.count <= greatestSocketPathLength, "the path does not fit a socket's address")
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // The precondition leaves a zero behind the path.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
    // The system takes every kind of address as a `sockaddr` and tells them apart by the family.
    let result = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw .last }
  }

  // MARK: Bytes

  /// Sends what fits the buffers, at least one byte.
  ///
  /// - Returns: how many bytes were sent.
  package func send(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let count = unsafe bytes.withUnsafeBytes { unsafe systemSend(number, $0.baseAddress, $0.count, flags) }
    guard count >= 0 else { throw .last }
    return count
  }

  /// Waits until something arrives.
  ///
  /// - Returns: what has arrived, `count` bytes at most; nothing at the end.
  package func receive(atMost count: Int) throws(SystemError) -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount throws(SystemError) in
      let result = unsafe recv(number, buffer.baseAddress, buffer.count, 0)
      guard result >= 0 else { throw .last }
      initializedCount = result
    }
  }

  /// Lets calls that wait fail with `.wouldBlock` after so many microseconds, or never where they are 0.
  package func setTimeout(_ waiting: Waiting, microseconds: Int64) throws(SystemError) {
    var time = timeval()
    time.tv_sec = .init(clamping: microseconds / 1_000_000)
    time.tv_usec = .init(clamping: microseconds % 1_000_000)
    try setOption(waiting == .sending ? SO_SNDTIMEO : SO_RCVTIMEO, to: time)
  }

  private func setOption(_ option: Int32, to value: some BitwiseCopyable) throws(SystemError) {
    let result = unsafe withUnsafeBytes(of: value) {
      unsafe setsockopt(number, SOL_SOCKET, option, $0.baseAddress, socklen_t($0.count))
    }
    guard result == 0 else { throw .last }
  }

  // MARK: Peers

  /// The user whose process is at the other end.
  package func peerUser() throws(SystemError) -> UInt32 {
    #if canImport(Glibc)
      // `struct ucred` of unix(7), which the module hides: process, user and group in 32 bits each.
      // Nobody is the user of all ones, should it not be written.
      var credentials: [UInt32] = [.max, .max, .max]
      try unsafe credentials.withUnsafeMutableBufferPointer { credentials throws(SystemError) in
        var length = socklen_t(credentials.count * MemoryLayout<UInt32>.stride)
        let result = unsafe getsockopt(number, SOL_SOCKET, SO_PEERCRED, credentials.baseAddress, &length)
        guard result == 0 else { throw .last }
      }
      return credentials[1]
    #else
      var user: uid_t = 0
      var group: gid_t = 0
      guard unsafe getpeereid(number, &user, &group) == 0 else { throw .last }
      return user
    #endif
  }
}

// The system's calls, under names that methods do not hide.

private func systemBind(_ number: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  unsafe bind(number, address, length)
}

private func systemConnect(_ number: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  unsafe connect(number, address, length)
}

private func systemListen(_ number: Int32, _ backlog: Int32) -> Int32 {
  listen(number, backlog)
}

private func systemSend(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
  unsafe send(number, bytes, count, flags)
}
