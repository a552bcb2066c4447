import JSON
import JSONRPC
import Testing

/// The bytes of messages, and that they are understood as they were meant.
@Suite struct MessageWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func requestsAndNotifications() {
    let request = written { writer in
      writer.rpcRequest(id: .integer(7), method: "count") { params in
        params.beginObject()
        params.member("query", "a")
        params.endObject()
      }
    }
    #expect(request == #"{"jsonrpc":"2.0","id":7,"method":"count","params":{"query":"a"}}"#)
    #expect(
      parse(request).message
        == .request(RPCRequest(id: .integer(7), method: "count", params: .object(["query": .string("a")]))))

    let notification = written { $0.rpcNotification(method: "$/progress") { $0.value(.array([])) } }
    #expect(notification == #"{"jsonrpc":"2.0","method":"$/progress","params":[]}"#)
    #expect(
      parse(notification).message == .notification(RPCNotification(method: "$/progress", params: .array([]))))
  }

  @Test(arguments: [RPCID.integer(.max), .string("a\"b"), .null])
  func answers(_ id: RPCID) {
    let success = written { $0.rpcResponse(id: id) { $0.bool(true) } }
    #expect(parse(success).message == .response(RPCResponse(id: id, outcome: .success(.bool(true)))))
    // Some clients take an `error` of null beside a result for an error.
    #expect(!success.contains("error"))

    for data in [nil, JSONValue.object(["missing": .array([])])] {
      let error = RPCError(.invalidParams, "wrong", data: data)
      let failure = written { $0.rpcResponse(id: id, error: error) }
      #expect(parse(failure).message == .response(RPCResponse(id: id, outcome: .failure(error))))
    }
  }

  @Test func syntaxErrorsSayWhere() {
    let error = RPCError.querySyntax("empty query", in: 2..<5, hint: "write a word")
    #expect(error.code.rawValue == 1001)
    #expect(error.data == .object(["start": .integer(2), "end": .integer(5), "hint": .string("write a word")]))
    #expect(RPCError.querySyntax("x", in: 0..<0).data == .object(["start": .integer(0), "end": .integer(0)]))
  }
}
