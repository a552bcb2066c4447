import Platform
import SearchAPI

/// The directory that a socket lies in, opened and found to be reachable for this user alone.
///
/// What is done in it afterwards is done by its descriptor, so that what was checked is what is meant.
struct SocketDirectory: ~Copyable {
  /// The name of the socket in the directory.
  let socketName: [UInt8]
  let descriptor: FileDescriptor

  /// Opens the directory; makes it with mode 0700 if it is missing, and those above it.
  init(of socket: SocketPath) throws(ServerError) {
    let (path, name) = Self.split(socket.bytes)
    guard !name.isEmpty, name != Array(".".utf8), name != Array("..".utf8) else {
      throw ServerError(.configuration, "the socket path names a directory: \(socket)")
    }
    let text = String(decoding: path, as: UTF8.self)
    let descriptor: FileDescriptor
    do throws(SystemError) {
      descriptor = try Self.open(path)
    } catch .tooManyLinks {
      throw ServerError(
        .unsafeDirectory, "the socket's directory \(text) is a symbolic link; name the directory itself")
    } catch .notADirectory {
      throw ServerError(.unsafeDirectory, "\(text) is not a directory; choose another socket path")
    } catch {
      throw ServerError(error, doing: "open the socket's directory \(text)")
    }
    let status: FileStatus
    do throws(SystemError) {
      status = try descriptor.status()
    } catch {
      throw ServerError(error, doing: "look at the socket's directory \(text)")
    }
    guard status.isOwnedByThisUser else {
      throw ServerError(.unsafeDirectory, "the socket's directory \(text) belongs to another user (\(status.owner))")
    }
    guard status.isPrivate else {
      let mode = String(status.permissions, radix: 8)
      // A directory that others are meant to share, or that is no more than where somebody happens to be, is not to be
      // closed to them.
      let isShared = status.permissions & 0o1000 != 0 || text == "." || text == "/"
      throw ServerError(
        .unsafeDirectory,
        "other users could reach into the socket's directory \(text) (mode \(mode)); "
          + (isShared ? "put the socket into a directory of its own" : "chmod 700 \(text)"))
    }
    self.descriptor = descriptor
    socketName = name
  }

  private static func split(_ path: [UInt8]) -> (directory: [UInt8], name: [UInt8]) {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return (Array(".".utf8), path) }
    let name = Array(path[(slash + 1)...])
    // With a slash at the end the system would follow a link.
    var directory = path[..<slash]
    while directory.last == UInt8(ascii: "/") { directory.removeLast() }
    return (directory.isEmpty ? Array("/".utf8) : Array(directory), name)
  }

  private static func open(_ path: [UInt8]) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      return try FileDescriptor.directory(at: path)
    } catch .noSuchFile {
      try FileSystem.makeDirectories(at: path)
      return try FileDescriptor.directory(at: path)
    }
  }
}
