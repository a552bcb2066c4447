import JSON
import JSONRPC
import TestSupport
import Testing

@testable import Service

/// What hostile and mistaken clients are told.
@Suite struct ErrorTests {
  @Test(arguments: [
    (#""""#, RPCErrorCode.querySyntax), (#""*""#, .querySyntax), (#""-only""#, .querySyntax),
    (#""a\u0000b""#, .querySyntax), ("7", .invalidParams),
  ])
  func badQueriesHaveTheirErrors(query: String, code: RPCErrorCode) throws {
    let server = try TestServer()
    let client = try server.connect()
    for method in ["search", "count"] {
      let answer = try client.ask(method, #"{"query":\#(query)}"#)
      #expect(answer?.errorCode == code)
      guard code == .querySyntax else { continue }
      #expect(answer?["error"]?["data"]?["start"] != nil)
      #expect(answer?["error"]?["data"]?["end"] != nil)
    }
  }

  @Test func queriesPastALimitSayWhich() throws {
    let server = try TestServer()
    let client = try server.connect()
    let long = String(repeating: "word ", count: 100_000)
    let tooLong = try client.ask("count", #"{"query":"\#(long)"}"#)
    #expect(tooLong?.errorCode == .tooLarge)
    #expect(tooLong?["error"]?["data"]?["start"] == .integer(4096))
    let deep = String(repeating: "(", count: 1_000) + "a"
    #expect(try client.ask("count", #"{"query":"\#(deep)"}"#)?.errorMessage.contains("deep") == true)
  }

  @Test func strictQueriesAreErrorsWhereLenientOnesWarn() throws {
    let server = try TestServer()
    let client = try server.connect()
    let lenient = try client.ask("search", #"{"query":"\"prime minister"}"#)
    guard case .array(let warnings)? = lenient?["result"]?["warnings"] else {
      Issue.record("no warnings")
      return
    }
    #expect(warnings.count == 1)
    let strict = try client.ask("search", #"{"query":"\"prime minister","strict":true}"#)
    #expect(strict?.errorCode == .querySyntax)
  }

  @Test(arguments: [
    #"{"query":"a","limit":-1}"#, #"{"query":"a","limit":1000000000}"#, #"{"query":"a","limit":1.5}"#,
    #"{"query":"a","offset":1000000000000}"#, #"{"query":"a","timeoutMs":0}"#, #"{"query":"a","timeoutMs":10001}"#,
    #"{"query":"a","cursor":"x"}"#, "{}", "[]",
  ])
  func parametersOutOfRangeAreInvalid(params: String) throws {
    let server = try TestServer()
    #expect(try server.connect().ask("search", params)?.errorCode == .invalidParams)
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"status",}"#, RPCErrorCode.parseError),
    (#"{"jsonrpc":"2.0","id":1,"method":"status","method":"status"}"#, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":{},"method":"status"}"#, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1e400,"method":"status"}"#, .invalidRequest),
    (#"{"jsonrpc":"1.0","id":1,"method":"status"}"#, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1,"method":"nonsense"}"#, .methodNotFound),
    (#"{"jsonrpc":"2.0","id":1,"method":"$/cancelRequest"}"#, .invalidRequest),
    (#"{"x":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}", .invalidRequest),
  ])
  func badMessagesAreAnsweredAndTheConnectionGoesOn(message: String, code: RPCErrorCode) throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.send(message)
    #expect(try client.receive()?.errorCode == code)
    #expect(try client.ask("status")?["result"] != nil)
  }

  @Test func aBatchOfMoreThan50IsRefused() throws {
    let server = try TestServer()
    let client = try TestClient(server.socketPath, framing: .contentLength)
    let requests = Array(repeating: #"{"jsonrpc":"2.0","id":1,"method":"status"}"#, count: 51)
    try client.send("[" + requests.joined(separator: ",") + "]")
    #expect(try client.receive()?.errorCode == .invalidRequest)
    try client.send("[" + requests.dropLast().joined(separator: ",") + "]")
    guard case .array(let answers)? = try client.receive() else {
      Issue.record("no array")
      return
    }
    #expect(answers.count == 50)
    #expect(answers.allSatisfy { $0["result"] != nil })
  }

  @Test(arguments: [
    ("Content-Length: 0\r\n\r\n", RPCErrorCode.parseError),
    ("Content-Length: -1\r\n\r\n", .parseError),
    ("Content-Length: 9223372036854775808\r\n\r\n", .tooLarge),
    ("Content-Length: 8388609\r\n\r\n", .tooLarge),
    ("Content-Length: \(String(repeating: "1", count: 2_000))", .parseError),
    ("Content-Type: x\r\n\r\n", .parseError),
  ])
  func framesThatCannotBeCutAreAnsweredAndTheConnectionCloses(bytes: String, code: RPCErrorCode) throws {
    let server = try TestServer()
    let client = try TestClient(server.socketPath, framing: .contentLength)
    try client.sendBytes(Array(bytes.utf8))
    #expect(try client.receive()?.errorCode == code)
    #expect(try client.receive() == nil)
  }

  @Test func bytesOfNoFramingGetALineAndAnEnd() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.sendBytes(Array("GET / HTTP/1.1\r\n\r\n".utf8))
    #expect(try client.receive()?.errorCode == .parseError)
    #expect(try client.receive() == nil)
  }

  @Test(arguments: [UInt64](1...8))
  func noiseNeverEndsTheServer(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let server = try TestServer()
    let valid = Array(#"{"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"prime AND \"minister\""}}"#.utf8)
    for _ in 0..<50 {
      let client = try server.connect()
      var bytes = valid
      for _ in 0..<random.below(6) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
      try? client.sendBytes(bytes + [UInt8(ascii: "\n")])
      client.finishSending()
      while try client.receive() != nil {}
    }
    #expect(try server.connect().ask("status")?["result"] != nil)
  }
}
