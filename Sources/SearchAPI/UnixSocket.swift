import Platform

/// A connected stream socket of the local domain, closed when it goes out of use.
///
/// Calls of the system are repeated where a signal interrupts them, and end at their deadline.
struct UnixSocket: ~Copyable {
  /// The most bytes that one call receives.
  private static let chunkLength = 1 << 16

  private let descriptor: FileDescriptor

  private init() throws(Failure) {
    do { descriptor = try .socket() } catch { throw .system(error) }
  }

  /// Connects to whoever listens at `path`.
  static func connected(to path: SocketPath, until deadline: Deadline) throws(Failure) -> UnixSocket {
    let socket = try UnixSocket()
    try socket.wait(for: .sending, until: deadline) { () throws(SystemError) in
      try socket.descriptor.connect(to: path.bytes)
    }
    return socket
  }

  /// Whether the process at the other end runs under this process's user.
  func isPeerOfSameUser() throws(Failure) -> Bool {
    do { return try descriptor.peerUser() == CurrentProcess.user } catch { throw .system(error) }
  }

  /// Sends all of it.
  func sendAll(_ bytes: [UInt8], until deadline: Deadline) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try wait(for: .sending, until: deadline) { () throws(SystemError) in try descriptor.send(rest) }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until something arrives, and returns it: at least one byte.
  func receive(until deadline: Deadline) throws(Failure) -> [UInt8] {
    let bytes = try wait(for: .receiving, until: deadline) { () throws(SystemError) in
      try descriptor.receive(atMost: Self.chunkLength)
    }
    guard !bytes.isEmpty else { throw .closed }
    return bytes
  }

  /// Makes a call, again where a signal interrupts it, which waits until the deadline at most.
  private func wait<Result>(
    for waiting: FileDescriptor.Waiting, until deadline: Deadline, _ call: () throws(SystemError) -> Result
  ) throws(Failure) -> Result {
    while true {
      let microseconds = deadline.microsecondsLeft
      // A time of zero would let the call wait for ever.
      guard microseconds > 0 else { throw .timedOut }
      do throws(SystemError) {
        try descriptor.setTimeout(waiting, microseconds: microseconds)
        return try call()
      } catch .interrupted {
        continue
      } catch .wouldBlock {
        // The time set is over; a connection waits where the listener's backlog is full.
        throw .timedOut
      } catch .brokenPipe, .connectionReset {
        throw .closed
      } catch {
        throw .system(error)
      }
    }
  }
}
