import JSON
import JSONRPC
import Testing

/// What messages mean, and what is answered to those that mean nothing.
@Suite struct MessageParserTests {
  private static let messages: [(text: String, message: RPCMessage)] = [
    (#"{"jsonrpc":"2.0","id":1,"method":"status"}"#, .request(RPCRequest(id: .integer(1), method: "status"))),
    (
      #" {"method":"m","params":null,"id":-9223372036854775808,"jsonrpc":"2.0"} "#,
      .request(RPCRequest(id: .integer(.min), method: "m"))
    ),
    (
      #"{"jsonrpc":"2.0","id":"é","method":"m","params":{"a":[]}}"#,
      .request(RPCRequest(id: .string("é"), method: "m", params: .object(["a": .array([])])))
    ),
    (
      #"{"jsonrpc":"2.0","id":"","method":"","params":[1]}"#,
      .request(RPCRequest(id: .string(""), method: "", params: .array([.integer(1)])))
    ),
    (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .request(RPCRequest(id: .null, method: "m"))),
    (
      #"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"#,
      .notification(RPCNotification(method: "$/cancelRequest", params: .object(["id": .integer(1)])))
    ),
    (#"{"jsonrpc":"2.0","method":"m","more":{"x":1}}"#, .notification(RPCNotification(method: "m"))),
    (#"{"jsonrpc":"2.0","id":1,"result":null}"#, .response(RPCResponse(id: .integer(1), outcome: .success(.null)))),
    (
      #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no","data":[1]}}"#,
      .response(
        RPCResponse(id: .null, outcome: .failure(RPCError(.parseError, "no", data: .array([.integer(1)])))))
    ),
  ]

  @Test(arguments: messages)
  func aMessageIsUnderstood(_ text: String, _ message: RPCMessage) {
    #expect(parse(text) == .message(message))
    #expect(parse("[\(text)]") == .batch([.success(message)]))
  }

  private static let rejected: [(text: String, id: RPCID, code: RPCErrorCode)] = [
    // Not JSON.
    ("{", .null, .parseError),
    ("", .null, .parseError),
    (#"{"jsonrpc":"2.0","id":1,"method":"m",}"#, .null, .parseError),
    (#"{"jsonrpc":"2.0","id":01,"method":"m"}"#, .null, .parseError),
    (#"{"jsonrpc":"2.0","id":1,"method":"\uD800"}"#, .null, .parseError),
    (#"{"jsonrpc":"2.0","id":1,"method":"m"} x"#, .null, .parseError),
    ("\u{FEFF}{}", .null, .parseError),
    // JSON, but nothing that is taken.
    (#"{"jsonrpc":"2.0","id":1,"id":1,"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1,"\u0061":2}}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1e400,"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1,"method":"m","params":[1e400]}"#, .null, .invalidRequest),
    (nested(32), .null, .invalidRequest),
    // Ids.
    (#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":[1],"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":true,"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":1e2,"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":9223372036854775808,"method":"m"}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":""# + String(repeating: "x", count: 129) + #"","method":"m"}"#, .null, .invalidRequest),
    // Members.
    ("1", .null, .invalidRequest),
    ("null", .null, .invalidRequest),
    (#""{}""#, .null, .invalidRequest),
    ("{}", .null, .invalidRequest),
    (#"{"id":7,"method":"m"}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":2.0,"id":7,"method":"m"}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"1.0","id":"x","method":"m"}"#, .string("x"), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"method":1}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"method":null}"#, .integer(7), .invalidRequest),
    (
      #"{"jsonrpc":"2.0","id":7,"method":""# + String(repeating: "x", count: 129) + #""}"#, .integer(7), .invalidRequest
    ),
    (#"{"jsonrpc":"2.0","id":7,"method":"m","params":1}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"method":"m","params":"p"}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"method":"m","params":false}"#, .integer(7), .invalidRequest),
    // Answers.
    (#"{"jsonrpc":"2.0","id":7}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","result":1}"#, .null, .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"result":1,"error":{"code":1,"message":""}}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"error":{"code":1.5,"message":""}}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"error":{"code":1}}"#, .integer(7), .invalidRequest),
    (#"{"jsonrpc":"2.0","id":7,"error":"bad"}"#, .integer(7), .invalidRequest),
    // Batches.
    ("[]", .null, .invalidRequest),
    ("[" + Array(repeating: "1", count: 51).joined(separator: ",") + "]", .null, .invalidRequest),
    ("[{},", .null, .parseError),
    ("[{},]", .null, .parseError),
  ]

  /// A request whose parameters are nested in so many arrays: one level more than that in all.
  private static func nested(_ levels: Int) -> String {
    #"{"jsonrpc":"2.0","id":1,"method":"m","params":"# + String(repeating: "[", count: levels)
      + String(repeating: "]", count: levels) + "}"
  }

  @Test(arguments: rejected)
  func whatIsNoMessageIsRejected(_ text: String, _ id: RPCID, _ code: RPCErrorCode) {
    let rejection = parse(text).rejection
    #expect(rejection?.id == id)
    #expect(rejection?.error.code == code)
    #expect(rejection?.error.message.isEmpty == false)
  }

  @Test func limitsAreExact() {
    let longest = String(repeating: "x", count: 128)
    let request = #"{"jsonrpc":"2.0","id":"\#(longest)","method":"\#(longest)"}"#
    #expect(parse(request).message == .request(RPCRequest(id: .string(longest), method: longest)))
    #expect(parse(Self.nested(31)).message != nil)
  }

  @Test func aBatchAnswersEachOfItsMessages() {
    let text = #"[{"jsonrpc":"2.0","id":1,"method":"m"},1,{"jsonrpc":"2.0","id":2},{"jsonrpc":"2.0","method":"n"}]"#
    guard case .batch(let results) = parse(text) else {
      Issue.record("no batch")
      return
    }
    #expect(results.count == 4)
    #expect(results[0] == .success(.request(RPCRequest(id: .integer(1), method: "m"))))
    #expect(results[3] == .success(.notification(RPCNotification(method: "n"))))
    let ids = results[1...2].map { result -> RPCID? in
      guard case .failure(let rejection) = result else { return nil }
      return rejection.id
    }
    #expect(ids == [.null, .integer(2)])
  }

  @Test func aBatchHasALimit() {
    let messages = Array(repeating: "1", count: 50).joined(separator: ",")
    guard case .batch(let results) = parse("[\(messages)]") else {
      Issue.record("no batch")
      return
    }
    #expect(results.count == 50)
    // It is refused before what stands behind the limit is read.
    let endless = "[" + String(repeating: "1,", count: 100_000)
    #expect(parse(endless).rejection?.error.code == .invalidRequest)
  }

  @Test func aMessageOfTooManyValuesIsTooLarge() {
    func request(_ count: Int) -> String {
      #"{"jsonrpc":"2.0","id":1,"method":"m","params":["# + Array(repeating: "1", count: count).joined(separator: ",")
        + "]}"
    }
    // The object, its version, its id, its method and its parameters count too.
    let most = MessageParser.strangerLimits.valueCount - 5
    #expect(parse(request(most)).message != nil)
    #expect(parse(request(most + 1)).rejection?.error.code == .tooLarge)
  }
}
