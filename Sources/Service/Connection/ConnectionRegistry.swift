import JSONRPC

/// The open connections of a server. It stays on the event loop.
final class ConnectionRegistry {
  private let limit: Int
  private let statistics: ServerStatistics
  private var connections: [ObjectIdentifier: RequestHandler] = [:]
  private var servedCount = 0
  private var isDraining = false
  private var whenEmpty: (() -> Void)?

  /// - Parameters:
  ///   - limit: how many connections are served.
  ///   - statistics: where they are counted.
  init(limit: Int, statistics: ServerStatistics) {
    self.limit = limit
    self.statistics = statistics
  }

  /// How a new connection is to be treated; nil if it is to be closed without a word, because as many as can be served
  /// are being refused already, or because the server is stopping.
  func admission() -> RequestHandler.Admission? {
    if isDraining { return nil }
    if servedCount < limit { return .served }
    guard connections.count - servedCount < limit else { return nil }
    return .refused(RPCError(.busy, "all \(limit) connections are taken"))
  }

  func add(_ connection: RequestHandler, isServed: Bool) {
    connections[ObjectIdentifier(connection)] = connection
    guard isServed else { return }
    servedCount += 1
    statistics.connectionOpened()
  }

  func remove(_ connection: RequestHandler, isServed: Bool) {
    guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
    if isServed {
      servedCount -= 1
      statistics.connectionClosed()
    }
    tellIfEmpty()
  }

  /// Lets all connections end when they have answered what they owe; what may go on for any time is given up.
  ///
  /// - Parameter completion: called once no connection is open.
  func drain(_ completion: @escaping () -> Void) {
    isDraining = true
    for connection in Array(connections.values) { connection.drain() }
    whenEmpty = completion
    tellIfEmpty()
  }

  /// Closes all connections.
  func closeAll() {
    for connection in Array(connections.values) { connection.closeNow() }
  }

  private func tellIfEmpty() {
    guard connections.isEmpty, let completion = whenEmpty else { return }
    whenEmpty = nil
    completion()
  }
}
