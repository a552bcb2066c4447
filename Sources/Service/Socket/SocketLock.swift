import Platform

/// The lock that says who serves a socket: an `flock` on a file beside it, which ends with the process that holds it.
///
/// The file stays when the lock is given up: were it removed, two processes could lock two files of the same name.
struct SocketLock: ~Copyable {
  private let file: FileDescriptor

  /// Takes the lock, or throws `alreadyRunning`.
  init(in directory: borrowing SocketDirectory) throws(ServerError) {
    let name = directory.socketName + ".lock".utf8
    let text = String(decoding: name, as: UTF8.self)
    let file: FileDescriptor
    do throws(SystemError) {
      file = try directory.descriptor.writableFile(name)
    } catch .tooManyLinks {
      throw ServerError(.pathTaken, "the socket's lock file \(text) is a symbolic link; remove it")
    } catch {
      throw ServerError(error, doing: "open the socket's lock file \(text)")
    }
    do throws(SystemError) {
      try file.lockExclusivelyUnlessHeld()
    } catch .wouldBlock {
      let holder = file.lockHolder.map { " (process \($0))" } ?? ""
      throw ServerError(
        .alreadyRunning,
        "a daemon serves at this socket already\(holder); stop it, or choose another with --socket")
    } catch {
      throw ServerError(error, doing: "lock the socket's lock file \(text)")
    }
    do throws(SystemError) {
      try file.replaceContent(with: Array("\(CurrentProcess.id)\n".utf8))
    } catch {
      throw ServerError(error, doing: "write the socket's lock file \(text)")
    }
    self.file = file
  }

  deinit {
    try? file.unlock()
  }
}
