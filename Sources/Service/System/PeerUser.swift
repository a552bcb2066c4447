#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who is at the other end of a socket.
enum PeerUser {
  #if canImport(Glibc)
    /// `struct ucred` of Linux, which Glibc hides from programs that do not ask for GNU extensions.
    private struct Credentials {
      var process: Int32 = 0
      var user: UInt32 = 0
      var group: UInt32 = 0
    }
  #endif

  /// The user that connected, nil where the system does not say.
  static func id(ofPeerOf socket: Int32) -> UInt32? {
    #if canImport(Glibc)
      var credentials = Credentials()
      var length = socklen_t(MemoryLayout<Credentials>.size)
      let result = unsafe getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
      guard result == 0, length == socklen_t(MemoryLayout<Credentials>.size) else { return nil }
      return credentials.user
    #else
      var user: uid_t = 0
      var group: gid_t = 0
      return unsafe getpeereid(socket, &user, &group) == 0 ? user : nil
    #endif
  }

  /// The user that this process runs as.
  static var current: UInt32 { geteuid() }
}
