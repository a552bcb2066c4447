import Logging
import NIOCore

/// Closes the connection of a client that does not read its answers: when too many bytes wait, or when none of the
/// waiting answers went out for too long.
final class WriteGuard: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let lengthLimit: Int
  private let timeLimit: TimeAmount
  private let logger: Logger
  /// The bytes that the system has not taken yet.
  private var waitingLength = 0
  /// Runs while bytes wait, from the last answer that went out.
  private var timer: Scheduled<Void>?

  init(limits: ServerLimits, logger: Logger) {
    lengthLimit = limits.unreadLength
    timeLimit = .milliseconds(Int64(limits.readMilliseconds))
    self.logger = logger
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let length = unwrapOutboundIn(data).readableBytes
    waitingLength += length
    guard waitingLength <= lengthLimit else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return close(context, "the client reads no answers: too many bytes wait")
    }
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenSuccess { [self] in
      waitingLength -= length
      stopTimer()
    }
    context.write(data, promise: written)
  }

  func flush(context: ChannelHandlerContext) {
    context.flush()
    guard waitingLength > 0, timer == nil, context.channel.isActive else { return }
    startTimer(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stopTimer()
  }

  private func startTimer(_ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: timeLimit) { [self] in
      close(context, "the client reads no answers: none went out for too long")
    }
  }

  private func stopTimer() {
    timer?.cancel()
    timer = nil
  }

  private func close(_ context: ChannelHandlerContext, _ reason: String) {
    guard context.channel.isActive else { return }
    logger.notice("connection closed", metadata: ["reason": "\(reason)"])
    context.close(promise: nil)
  }
}
