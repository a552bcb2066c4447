import Logging
import NIOCore

/// Accepts no connections for a while after the system had no descriptor for one.
///
/// Whoever waits to be accepted keeps the listening socket readable, so that trying again at once would keep a core
/// busy. (NIO's `AcceptBackoffHandler` delays the next read but leaves the one that failed pending: it does just that.)
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let duration = TimeAmount.milliseconds(250)

  private let logger: Logger
  /// Whether the log has it already: it is said once, until a connection is accepted again.
  private var isToldOf = false

  init(logger: Logger) {
    self.logger = logger
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    isToldOf = false
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let options = context.channel.syncOptions else { return }
    if !isToldOf {
      logger.warning("cannot accept connections for now", metadata: ["error": "\(error)"])
      isToldOf = true
    }
    do {
      try options.setOption(.autoRead, value: false)
    } catch {
      // The channel is being closed.
      return
    }
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.duration) {
      try options.setOption(.autoRead, value: true)
    }
  }
}
