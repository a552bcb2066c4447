import Platform
import SearchAPI

/// The right to serve at a path, from the check of its directory to the removal of the socket.
struct SocketClaim: ~Copyable {
  private let path: SocketPath
  private let directory: SocketDirectory
  private let lock: SocketLock
  /// The socket that this claim has made.
  private var identity: FileIdentity?

  /// Claims a path: its directory is safe, its lock is ours, and a socket that a dead server left there is removed.
  init(_ path: SocketPath) throws(ServerError) {
    let directory = try SocketDirectory(of: path)
    let lock = try SocketLock(in: directory)
    try Self.removeStaleSocket(path, in: directory)
    self.path = path
    self.directory = directory
    self.lock = lock
  }

  deinit {
    removeSocket()
  }

  /// Makes the socket.
  ///
  /// - Returns: its descriptor, which listens and does not block.
  mutating func listen() throws(ServerError) -> FileDescriptor {
    let descriptor: FileDescriptor
    do throws(SystemError) {
      descriptor = try ListeningSocket.listen(at: path)
    } catch {
      throw ServerError(error, doing: "listen at \(path)")
    }
    // The bind went by the path, and the directory that was checked may have been moved away from there meanwhile.
    guard let status = try Self.status(path, in: directory), status.kind == .socket else {
      throw ServerError(.unsafeDirectory, "the socket's directory was replaced while the socket was made: \(path)")
    }
    identity = status.identity
    return descriptor
  }

  /// Removes the socket, unless another lies there by now. To be called while it is open, so that none other can have
  /// got its number.
  func removeSocket() {
    guard let identity, let status = try? directory.descriptor.status(of: directory.socketName),
      status.kind == .socket, status.identity == identity
    else { return }
    try? directory.descriptor.removeFile(directory.socketName)
  }

  private static func removeStaleSocket(
    _ path: SocketPath, in directory: borrowing SocketDirectory
  ) throws(ServerError) {
    guard let status = try status(path, in: directory) else { return }
    guard status.kind == .socket else {
      throw ServerError(.pathTaken, "what lies at \(path) is not a socket; remove it or choose another path")
    }
    guard status.isOwnedByThisUser else {
      throw ServerError(.pathTaken, "the socket at \(path) belongs to another user (\(status.owner))")
    }
    let isAnswering: Bool
    do throws(SystemError) {
      isAnswering = try ListeningSocket.isAnswering(at: path)
    } catch {
      throw ServerError(error, doing: "try the socket at \(path)")
    }
    guard !isAnswering else {
      throw ServerError(.alreadyRunning, "another program answers at \(path)")
    }
    do throws(SystemError) {
      try directory.descriptor.removeFile(directory.socketName)
    } catch {
      throw ServerError(error, doing: "remove the stale socket \(path)")
    }
  }

  private static func status(
    _ path: SocketPath, in directory: borrowing SocketDirectory
  ) throws(ServerError) -> FileStatus? {
    do throws(SystemError) {
      return try directory.descriptor.status(of: directory.socketName)
    } catch {
      throw ServerError(error, doing: "look at \(path)")
    }
  }
}
