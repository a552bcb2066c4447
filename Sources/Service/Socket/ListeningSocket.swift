import Platform
import SearchAPI

/// How a socket comes to listen, and whether one does.
enum ListeningSocket {
  /// Connections that wait to be accepted: a burst of clients is to be told Busy, not to hang.
  static let backlog: Int32 = 256

  /// Binds a socket to `path` and listens there.
  ///
  /// For the length of the bind the umask of the process is 077, so that there is no moment at which another user could
  /// connect. The socket does not block, and no program that is started inherits it.
  static func listen(at path: SocketPath) throws(SystemError) -> FileDescriptor {
    let socket = try FileDescriptor.socket()
    try socket.setNonBlocking()
    try CurrentProcess.makingPrivately { () throws(SystemError) in try socket.bind(to: path.bytes) }
    try socket.listen(backlog: backlog)
    return socket
  }

  /// Whether somebody listens at `path`.
  ///
  /// - Throws: What the system says, if that is neither yes nor no.
  static func isAnswering(at path: SocketPath) throws(SystemError) -> Bool {
    let socket = try FileDescriptor.socket()
    try socket.setNonBlocking()
    do throws(SystemError) {
      try socket.connect(to: path.bytes)
      return true
    } catch .wouldBlock {
      // A full backlog belongs to a listener too.
      return true
    } catch .connectionRefused, .noSuchFile {
      return false
    }
  }
}
