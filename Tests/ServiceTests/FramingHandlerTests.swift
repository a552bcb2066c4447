import JSON
import JSONRPC
import NIOCore
import NIOEmbedded
import Testing

@testable import Service

/// From bytes to messages and back, without a socket.
@Suite struct FramingHandlerTests {
  private static let request = #"{"jsonrpc":"2.0","id":1,"method":"nonsense"}"#

  @Test func answersHaveTheFramingOfTheRequests() throws {
    let lines = try TestConnection()
    try lines.receive(Self.request + "\n")
    #expect(try lines.sentText()?.hasSuffix("}\n") == true)

    let headers = try TestConnection()
    try headers.receive("Content-Length: \(Self.request.utf8.count)\r\n\r\n\(Self.request)")
    let answer = try #require(try headers.sentText())
    let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
    #expect(parts.count == 2)
    #expect(parts.first == "Content-Length: \(parts.last?.utf8.count ?? 0)")
  }

  @Test func messagesMayArriveByteByByte() throws {
    let connection = try TestConnection()
    for byte in (Self.request + "\n").utf8 {
      #expect(try connection.sentText() == nil)
      try connection.channel.writeInbound(ByteBuffer(bytes: [byte]))
    }
    #expect(try connection.sent()?.errorCode == .methodNotFound)
  }

  @Test func manyMessagesMayArriveAtOnce() throws {
    let connection = try TestConnection()
    try connection.receive(String(repeating: Self.request + "\n", count: 100) + "{")
    for _ in 0..<100 { #expect(try connection.sent()?.errorCode == .methodNotFound) }
    #expect(try connection.sent() == nil)
  }

  @Test func whatFollowsABadFrameIsNotRead() throws {
    let connection = try TestConnection()
    try connection.receive("Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}")
    #expect(try connection.sentText()?.contains("-32700") == true)
    #expect(!connection.channel.isActive)
    #expect(try connection.sentText() == nil)
  }

  @Test func aFrameHasOnlySoMuchTime() throws {
    var limits = ServerLimits()
    limits.sendMilliseconds = 30_000
    let connection = try TestConnection(limits: limits)
    let loop = connection.channel.embeddedEventLoop
    loop.advanceTime(by: .hours(1))
    try connection.receive(#"{"jsonrpc""#)
    loop.advanceTime(by: .seconds(29))
    // A byte now and then wins no time.
    try connection.receive(":")
    #expect(connection.channel.isActive)
    loop.advanceTime(by: .seconds(1))
    #expect(!connection.channel.isActive)
  }

  @Test func eachFrameHasATimeOfItsOwn() throws {
    let connection = try TestConnection()
    let loop = connection.channel.embeddedEventLoop
    let (head, tail) = (Self.request.prefix(10), Self.request.dropFirst(10))
    try connection.receive(String(head))
    for _ in 0..<5 {
      loop.advanceTime(by: .seconds(20))
      try connection.receive(tail + "\n" + head)
      #expect(connection.channel.isActive)
    }
    try connection.receive(tail + "\n")
    loop.advanceTime(by: .hours(1))
    #expect(connection.channel.isActive)
  }
}
