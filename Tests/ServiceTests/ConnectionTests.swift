import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

@testable import Service

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What clients can do to a server, over real sockets.
@Suite struct ConnectionTests {
  private static func count(_ id: Int, _ more: String = "") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"count","params":{"query":"prime"\#(more)}}"#
  }

  @Test func the65thConnectionIsToldBusyAndClosed() throws {
    let server = try TestServer()
    var clients: [TestClient] = []
    for _ in 0..<64 {
      let client = try server.connect()
      #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"] != nil)
      clients.append(client)
    }
    for framing in [Framing.newline, .contentLength] {
      let refused = try TestClient(server.socketPath, framing: framing)
      let answer = try refused.ask("count", #"{"query":"prime"}"#, id: 9)
      #expect(answer?.errorCode == .busy)
      #expect(answer?["id"] == .integer(9))
      #expect(try refused.receive() == nil)
    }
    // One that goes makes room.
    clients.removeLast()
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      let client = try server.connect()
      if try client.ask("count", #"{"query":"prime"}"#)?["result"] != nil { return }
    }
    Issue.record("no room")
  }

  @Test func aSilentConnectionOverTheLimitIsClosed() throws {
    let server = try TestServer {
      $0.limits.connections = 1
      $0.limits.refusalMilliseconds = 50
    }
    let client = try server.connect()
    _ = try client.ask("status")
    #expect(try server.connect().receive() == nil)
    #expect(try client.ask("status")?["result"] != nil)
  }

  @Test func manyConnectionsAtOnceLeaveTheServerWell() throws {
    let server = try TestServer { $0.limits.connections = 8 }
    do {
      let clients = try (0..<200).map { _ in try server.connect() }
      for client in clients { try? client.send(Self.count(1)) }
      for client in clients.prefix(8) { #expect(try client.receive()?["result"] != nil) }
    }
    let deadline = ContinuousClock.now + .seconds(2)
    while ContinuousClock.now < deadline {
      if try server.connect().ask("status")?["result"] != nil { return }
    }
    Issue.record("not recovered")
  }

  @Test func runningOutOfDescriptorsCostsNoProcessorTime() async {
    // In a process of its own, whose descriptors the clients use up so that the server has none to accept them with.
    await #expect(processExitsWith: .success) {
      let server = try TestServer()
      var limit = rlimit(rlim_cur: 100, rlim_max: 100)
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      do {
        var clients: [TestClient] = []
        while let client = try? server.connect() { clients.append(client) }
        #expect(clients.count > 10)
        let before = Self.processorMilliseconds()
        usleep(400_000)
        #expect(Self.processorMilliseconds() - before < 150)
      }
      let deadline = ContinuousClock.now + .seconds(2)
      while ContinuousClock.now < deadline {
        if let answer = try? server.connect().ask("status"), answer["result"] != nil { return }
      }
      Issue.record("not recovered")
    }
  }

  /// The time that all threads of this process have run.
  private static func processorMilliseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  @Test func aClientThatNeverReadsIsClosedForTheBytesThatWait() throws {
    let server = try TestServer { $0.limits.unreadLength = 100_000 }
    let client = try server.connect()
    // More than the buffers of the system take. The server closes before all is sent.
    for _ in 0..<40_000 where (try? client.send(#"{"jsonrpc":"2.0","id":1,"method":"nonsense"}"#)) == nil { break }
    var answers = 0
    while try client.receive() != nil { answers += 1 }
    #expect(answers < 40_000)
    #expect(try server.connect().ask("status")?["result"] != nil)
  }

  @Test func aClientThatNeverReadsIsClosedForTheTimeThatPasses() throws {
    let server = try TestServer(["default": [String(repeating: "prime ", count: 150_000)]]) {
      $0.limits.readMilliseconds = 100
    }
    let client = try server.connect()
    try client.send(#"{"jsonrpc":"2.0","id":1,"method":"document","params":{"doc":0}}"#)
    let status = try server.connect()
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      let connections = try status.ask("status")?["result"]?["connections"]
      if connections == .integer(1) { return }
      usleep(10_000)
    }
    Issue.record("not closed")
  }

  @Test func aSlowSenderIsClosedInTheMiddleOfAFrame() throws {
    let server = try TestServer { $0.limits.sendMilliseconds = 100 }
    let idle = try server.connect()
    let client = try server.connect()
    #expect(try client.ask("status")?["result"] != nil)
    try client.sendBytes(Array(#"{"jsonrpc":"#.utf8))
    #expect(try client.receive() == nil)
    // A connection between frames may rest.
    #expect(try idle.ask("status")?["result"] != nil)
  }

  @Test func otherClientsAreServedWhileSlowOnesAreThere() throws {
    let server = try TestServer()
    let slow = try (0..<40).map { _ in try server.connect() }
    for client in slow { try client.sendBytes([UInt8(ascii: "{")]) }
    let client = try server.connect()
    for _ in 0..<20 { #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"] != nil) }
  }

  @Test func aClientThatOnlyStopsSendingGetsItsAnswers() throws {
    let gate = Gate()
    let server = try TestServer { $0.willAnswer = { _ in gate.pass() } }
    let client = try server.connect()
    try client.send(Self.count(1))
    client.finishSending()
    #expect(gate.waitForArrivals(1))
    gate.open()
    #expect(try client.receive()?["result"]?["count"] == .integer(2))
    #expect(try client.receive() == nil)
  }

  @Test func halfAFrameAndAnEndClosesQuietly() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.sendBytes(Array(#"{"jsonrpc":"2.0""#.utf8))
    client.finishSending()
    #expect(try client.receive() == nil)
    #expect(try server.connect().ask("status")?["result"] != nil)
  }

  @Test func aDisconnectCancels() throws {
    let gate = Gate()
    let server = try TestServer {
      $0.threadCount = 1
      $0.willAnswer = { if case .count = $0 { gate.pass() } }
    }
    do {
      let client = try server.connect()
      for id in 0..<5 { try client.send(Self.count(id)) }
      #expect(gate.waitForArrivals(1))
    }
    // The four that wait are given up: no thread comes to them.
    let other = try server.connect()
    try other.send(#"{"jsonrpc":"2.0","id":1,"method":"status","params":{}}"#)
    usleep(50_000)
    gate.open()
    #expect(try other.receive()?["result"]?["connections"] == .integer(1))
    #expect(!gate.waitForArrivals(2, milliseconds: 0))
  }

  @Test func aRunningRequestIsCancelled() throws {
    let gate = Gate()
    let server = try TestServer { $0.willAnswer = { _ in gate.pass() } }
    let client = try server.connect()
    try client.send(Self.count(1))
    #expect(gate.waitForArrivals(1))
    try client.send(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"#)
    // An answer to what comes after shows that it has been read.
    #expect(try client.ask("nonsense", id: 2)?.errorCode == .methodNotFound)
    gate.open()
    let answer = try client.receive()
    #expect(answer?["id"] == .integer(1))
    #expect(answer?.errorCode == .requestCancelled)
  }

  @Test func aNewerSearchOfASessionSupersedesTheOlder() throws {
    let gate = Gate()
    let server = try TestServer { $0.willAnswer = { _ in gate.pass() } }
    let client = try server.connect()
    func search(_ id: Int, _ session: String) -> String {
      #"{"jsonrpc":"2.0","id":\#(id),"method":"search","params":{"query":"prime","session":"\#(session)"}}"#
    }
    try client.send(search(1, "typing"))
    try client.send(search(2, "other"))
    #expect(gate.waitForArrivals(2))
    try client.send(search(3, "typing"))
    try client.send(search(4, "typing"))
    // Nobody had begun with the third: it is answered at once.
    let third = try client.receive()
    #expect(third?["id"] == .integer(3))
    #expect(third?.errorCode == .requestCancelled)
    gate.open()
    var codes: [Int64: RPCErrorCode?] = [:]
    for _ in 0..<3 {
      guard let answer = try client.receive(), case .integer(let id)? = answer["id"] else { break }
      codes[id] = answer.errorCode
    }
    #expect(codes == [1: .requestCancelled, 2: nil, 4: nil])
  }

  @Test func aRequestForWhichNoThreadBecomesFreeIsAnsweredAtItsDeadline() throws {
    let gate = Gate()
    let server = try TestServer {
      $0.threadCount = 1
      $0.willAnswer = { _ in gate.pass() }
    }
    let client = try server.connect()
    try client.send(Self.count(1, #","timeoutMs":10000"#))
    #expect(gate.waitForArrivals(1))
    let start = ContinuousClock.now
    try client.send(Self.count(2, #","timeoutMs":50"#))
    let answer = try client.receive()
    #expect(answer?["id"] == .integer(2))
    #expect(answer?.errorCode == .timeout)
    #expect(ContinuousClock.now - start >= .milliseconds(50))
    gate.open()
    #expect(try client.receive()?["id"] == .integer(1))
  }

  @Test func theNinthRequestInFlightIsToldBusy() throws {
    let gate = Gate()
    let server = try TestServer { $0.willAnswer = { _ in gate.pass() } }
    let client = try server.connect()
    for id in 1...9 { try client.send(Self.count(id)) }
    let busy = try client.receive()
    #expect(busy?["id"] == .integer(9))
    #expect(busy?.errorCode == .busy)
    gate.open()
    for _ in 1...8 { #expect(try client.receive()?["result"] != nil) }
  }

  @Test func aLongAnswerIsCutOffAndSaysSo() throws {
    let texts = (0..<50).map { _ in "prime " + String(repeating: "\u{1}", count: 190) }
    let server = try TestServer(["default": texts]) { $0.limits.answerLength = 20_000 }
    let client = try server.connect()
    let answer = try client.ask("search", #"{"query":"prime"}"#)
    let result = try SearchAnswer(json: #require(answer?["result"]))
    #expect(result.total == 50)
    #expect(1..<50 ~= result.hits.count)
    #expect(result.warnings.map(\.message).contains { $0.contains("\(result.hits.count) of 50 hits") })
    let few = try SearchAnswer(json: #require(client.ask("search", #"{"query":"prime","limit":3}"#)?["result"]))
    #expect(few.hits.count == 3)
    #expect(few.warnings.isEmpty)
  }

  @Test func aLongDocumentIsReadInParts() throws {
    let text = String(repeating: "prime \u{1} \"é\" ", count: 5_000)
    let server = try TestServer(["default": [text]]) { $0.limits.answerLength = 20_000 }
    let client = try server.connect()
    var parts: [UInt8] = []
    repeat {
      let answer = try #require(client.ask("document", #"{"doc":0,"offset":\#(parts.count)}"#)?["result"])
      let document = try #require(try DocumentAnswer(json: answer).document)
      #expect(document.textOffset == parts.count && document.textLength == text.utf8.count)
      try #require(document.text?.isEmpty == false)
      parts += Array((document.text ?? "").utf8)
    } while parts.count < text.utf8.count
    #expect(parts == Array(text.utf8))

    let answer = try client.ask("document", #"{"doc":0,"offset":1,"length":4}"#)
    #expect(try DocumentAnswer(json: #require(answer?["result"])).document?.text == "rime")
  }
}
