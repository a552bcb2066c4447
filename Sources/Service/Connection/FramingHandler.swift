import JSONRPC
import Logging
import NIOCore

/// Cuts what arrives into messages, and puts what leaves into frames of the same kind.
///
/// A client that begins a frame has so long to end it; between frames it may take its time.
final class FramingHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = FrameEvent
  typealias OutboundIn = [UInt8]
  typealias OutboundOut = ByteBuffer

  private let timeLimit: TimeAmount
  private let logger: Logger
  private var decoder: FrameDecoder
  private var hasFailed = false
  /// Runs while a frame is incomplete.
  private var timer: Scheduled<Void>?

  init(limits: ServerLimits, logger: Logger) {
    decoder = FrameDecoder(limits: limits.frame)
    timeLimit = .milliseconds(Int64(limits.sendMilliseconds))
    self.logger = logger
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasFailed else { return }
    for event in events(in: unwrapInboundIn(data)) {
      // The event before it may have closed the connection.
      guard context.channel.isActive else { return }
      context.fireChannelRead(wrapInboundOut(event))
    }
    watchTime(context: context)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let message = unwrapOutboundIn(data)
    // Who is refused before having said a word gets a line.
    let encoder = FrameEncoder(decoder.framing ?? .newline)
    let prefix = encoder.prefix(messageLength: message.count)
    let suffix = encoder.suffix
    var buffer = context.channel.allocator.buffer(capacity: prefix.count + message.count + suffix.count)
    buffer.writeBytes(prefix)
    buffer.writeBytes(message)
    buffer.writeBytes(suffix)
    context.write(wrapOutboundOut(buffer), promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stopTimer()
  }

  private func events(in buffer: ByteBuffer) -> [FrameEvent] {
    unsafe buffer.withUnsafeReadableBytes { bytes in
      var rest = unsafe bytes
      var events: [FrameEvent] = []
      do throws(FrameError) {
        while let message = try unsafe decoder.nextMessage(from: &rest) {
          // What is left of the bytes begins another frame, which has its own time.
          stopTimer()
          events.append(.message(message))
        }
      } catch {
        hasFailed = true
        events.append(.failure(error))
      }
      return events
    }
  }

  private func watchTime(context: ChannelHandlerContext) {
    guard !hasFailed, !decoder.isBetweenMessages, context.channel.isActive else { return stopTimer() }
    guard timer == nil else { return }
    let context = context.loopBound
    timer = context.value.eventLoop.assumeIsolated().scheduleTask(in: timeLimit) { [logger] in
      logger.notice("connection closed", metadata: ["reason": "a frame took too long to arrive"])
      context.value.close(promise: nil)
    }
  }

  private func stopTimer() {
    timer?.cancel()
    timer = nil
  }
}
