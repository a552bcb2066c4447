import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Service

/// Clients that do not read.
@Suite struct WriteGuardTests {
  /// A system whose buffers are full: it takes what is written when a test says so.
  private final class FullSocket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private var waiting: [EventLoopPromise<Void>?] = []

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      waiting.append(promise)
    }

    func takeOne() {
      waiting.removeFirst()?.succeed()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
      for promise in waiting { promise?.fail(ChannelError.ioOnClosedChannel) }
    }
  }

  private let channel = EmbeddedChannel()
  private let socket = FullSocket()

  init() throws {
    var limits = ServerLimits()
    limits.unreadLength = 100
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    try channel.pipeline.syncOperations.addHandlers([socket, WriteGuard(limits: limits, logger: logger)])
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
  }

  private func send(_ length: Int) {
    channel.writeAndFlush(ByteBuffer(repeating: 0, count: length), promise: nil)
  }

  @Test func soManyBytesMayWait() {
    send(60)
    send(40)
    #expect(channel.isActive)
    send(1)
    #expect(!channel.isActive)
  }

  @Test func whatWasReadWaitsNoMore() {
    for _ in 0..<10 {
      send(100)
      socket.takeOne()
    }
    #expect(channel.isActive)
  }

  @Test func bytesMayWaitOnlySoLong() {
    send(1)
    channel.embeddedEventLoop.advanceTime(by: .seconds(29))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func aClientThatReadsSlowlyIsServed() {
    send(1)
    for _ in 0..<10 {
      send(1)
      channel.embeddedEventLoop.advanceTime(by: .seconds(20))
      socket.takeOne()
    }
    #expect(channel.isActive)
    socket.takeOne()
    channel.embeddedEventLoop.advanceTime(by: .hours(1))
    #expect(channel.isActive)
  }
}
