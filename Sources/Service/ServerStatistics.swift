import Synchronization

/// What a server has done since it began.
final class ServerStatistics: Sendable {
  private let started = ContinuousClock.now
  private let openConnections = Atomic<Int>(0)
  private let answeredRequests = Atomic<UInt64>(0)

  /// How many connections are served.
  var connections: Int { openConnections.load(ordering: .relaxed) }

  /// How many requests were answered, well or with an error.
  var requests: UInt64 { answeredRequests.load(ordering: .relaxed) }

  var uptime: Duration { ContinuousClock.now - started }

  func connectionOpened() {
    openConnections.add(1, ordering: .relaxed)
  }

  func connectionClosed() {
    openConnections.subtract(1, ordering: .relaxed)
  }

  func requestsAnswered(_ count: Int) {
    answeredRequests.add(UInt64(count), ordering: .relaxed)
  }
}
