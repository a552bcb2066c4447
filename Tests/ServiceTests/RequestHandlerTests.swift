import JSON
import JSONRPC
import NIOCore
import NIOEmbedded
import Platform
import TestSupport
import Testing

@testable import Service

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Requests in flight, without sockets and threads.
@Suite struct RequestHandlerTests {
  @Test func answersComeInTheOrderInWhichTheyAreReady() throws {
    let connection = try TestConnection()
    for id in 1...3 { try connection.receiveRequest(id) }
    #expect(try connection.sent() == nil)
    connection.jobs.run(at: 2)
    connection.jobs.run(at: 0)
    connection.jobs.run(at: 0)
    #expect(try (0..<3).map { _ in try connection.sent()?["id"] } == [.integer(3), .integer(1), .integer(2)])
    #expect(connection.statistics.requests == 3)
  }

  @Test func moreThanEightInFlightAreBusyUntilOneIsAnswered() throws {
    let connection = try TestConnection()
    for id in 1...9 { try connection.receiveRequest(id) }
    let busy = try connection.sent()
    #expect(busy?["id"] == .integer(9))
    #expect(busy?.errorCode == .busy)
    connection.jobs.run()
    #expect(try connection.sent()?["id"] == .integer(1))
    try connection.receiveRequest(10)
    #expect(try connection.sent() == nil)
    #expect(connection.jobs.wantedCount == 8)
  }

  @Test func cancellingWhatWaitsIsAnsweredAtOnce() throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1)
    try connection.receiveRequest(2)
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"# + "\n")
    let answer = try connection.sent()
    #expect(answer?["id"] == .integer(2))
    #expect(answer?.errorCode == .requestCancelled)
    #expect(connection.jobs.wantedCount == 1)
    // The thread that comes to it later has nothing to do.
    connection.jobs.run(at: 1)
    #expect(try connection.sent() == nil)
  }

  @Test(arguments: [
    #"{"id":7}"#, #"{"id":"1"}"#, #"{"id":1.0}"#, "{}", "[]", "null",
  ])
  func cancellingWhatIsNotThereDoesNothing(params: String) throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1)
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":\#(params)}"# + "\n")
    #expect(try connection.sent() == nil)
    #expect(connection.jobs.wantedCount == 1)
  }

  @Test func notificationsAndAnswersAreNotAnswered() throws {
    let connection = try TestConnection()
    try connection.receive(#"{"jsonrpc":"2.0","method":"search","params":{}}"# + "\n")
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/unknown"}"# + "\n")
    try connection.receive(#"{"jsonrpc":"2.0","id":1,"result":7}"# + "\n")
    #expect(try connection.sent() == nil)
    #expect(connection.jobs.wantedCount == 0)
    #expect(connection.channel.isActive)
  }

  @Test func sessionsAreOfOneConnection() throws {
    let (one, other) = (try TestConnection(), try TestConnection())
    let params = #"{"query":"prime","session":"s"}"#
    try one.receiveRequest(1, "search", params)
    try other.receiveRequest(1, "search", params)
    #expect(try one.sent() == nil)
    try one.receiveRequest(2, "search", params)
    #expect(try one.sent()?.errorCode == .requestCancelled)
    #expect(one.jobs.wantedCount == 1)
    #expect(other.jobs.wantedCount == 1)
  }

  @Test func whatWaitsIsGivenUpAtItsDeadline() throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1)
    try connection.receiveRequest(2, "count", #"{"query":"prime","timeoutMs":1}"#)
    usleep(5_000)
    connection.channel.embeddedEventLoop.advanceTime(by: .milliseconds(2))
    let answer = try connection.sent()
    #expect(answer?["id"] == .integer(2))
    #expect(answer?.errorCode == .timeout)
    #expect(try connection.sent() == nil)
    #expect(connection.jobs.wantedCount == 1)
  }

  @Test func aThreadThatComesTooLateSaysSo() throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1, "count", #"{"query":"prime","timeoutMs":1}"#)
    usleep(5_000)
    connection.jobs.run()
    #expect(try connection.sent()?.errorCode == .timeout)
  }

  @Test func aConnectionThatGoesGivesItsWorkUp() throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1)
    #expect(connection.statistics.connections == 1)
    _ = try connection.channel.finish()
    #expect(connection.jobs.wantedCount == 0)
    #expect(connection.statistics.connections == 0)
  }

  @Test func aConnectionThatEndsAnswersWhatItOwes() throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1)
    connection.handler.end()
    #expect(connection.channel.isActive)
    try connection.receiveRequest(2)
    connection.jobs.run()
    #expect(try connection.sent()?["id"] == .integer(1))
    #expect(!connection.channel.isActive)
    #expect(try connection.sent() == nil)
  }

  @Test func shutdownDoesNotWaitForQueries() throws {
    let connection = try TestConnection()
    try connection.receiveRequest(1)
    try connection.receiveRequest(2, "shutdown", "{}")
    let answer = try connection.sent()
    #expect(answer?["id"] == .integer(2))
    #expect(answer?["result"] == .null)
    #expect(connection.stopRequests.withLock { $0 } == 1)
  }

  @Test func aBatchIsOneFrameInFlight() throws {
    let connection = try TestConnection()
    let request = #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"prime"}}"#
    let batch = "[" + Array(repeating: request, count: 50).joined(separator: ",") + "]"
    for _ in 0..<8 { try connection.receive("Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)") }
    #expect(connection.jobs.wantedCount == 8)
    #expect(try connection.sentText() == nil)
    try connection.receive("Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)")
    #expect(connection.jobs.wantedCount == 8)
    #expect(try connection.sentText()?.contains("1003") == true)
  }

  @Test func aBatchWithNothingToAnswerIsNotAnswered() throws {
    let connection = try TestConnection()
    let batch = #"[{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}]"#
    try connection.receive("Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)")
    #expect(try connection.sentText() == nil)
    #expect(connection.jobs.wantedCount == 0)
  }

  @Test func connectionsOverTheLimitAreRefusedWithTheirID() throws {
    let connection = try TestConnection(admission: .refused(RPCError(.busy, "full")))
    try connection.receiveRequest(5)
    let answer = try connection.sent()
    #expect(answer?["id"] == .integer(5))
    #expect(answer?.errorCode == .busy)
    #expect(!connection.channel.isActive)
    #expect(connection.statistics.connections == 0)
  }

  @Test(arguments: [UInt64](1...20))
  func everyRequestIsAnsweredOnce(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let connection = try TestConnection()
    var asked: [Int64] = []
    var answered: [Int64] = []
    func collect() throws {
      while let answer = try connection.sent() {
        guard case .integer(let id)? = answer["id"] else {
          Issue.record("an answer without its id")
          return
        }
        answered.append(id)
      }
    }
    for id in 0..<200 {
      switch random.below(4) {
      case 0, 1:
        asked.append(Int64(id))
        let session = random.below(2) == 0 ? "" : #","session":"\#(random.below(3))""#
        try connection.receiveRequest(id, "search", #"{"query":"prime"\#(session)}"#)
      case 2:
        guard let victim = asked.randomElement(using: &random) else { continue }
        try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":\#(victim)}}"# + "\n")
      default:
        if connection.jobs.count > 0 { connection.jobs.run(at: random.below(connection.jobs.count)) }
      }
      try collect()
    }
    while connection.jobs.count > 0 { connection.jobs.run() }
    try collect()
    #expect(answered.sorted() == asked)
  }
}
