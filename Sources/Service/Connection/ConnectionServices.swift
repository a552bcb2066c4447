import Logging

/// What the connections of a server share. It stays on the event loop.
struct ConnectionServices {
  let limits: ServerLimits
  let registry: ConnectionRegistry
  let dispatcher: RequestDispatcher
  let queue: any JobQueue
  let statistics: ServerStatistics
  let logger: Logger
  /// Has the server stop, soon after it returns.
  let requestStop: @Sendable () -> Void
}
