import JSON
import JSONRPC
import Platform
import SearchAPI
import TestSupport
import Testing

@testable import Service

@Suite struct MethodTests {
  @Test(arguments: [Framing.newline, .contentLength])
  func searchFindsDocumentsInEitherFraming(framing: Framing) throws {
    let server = try TestServer()
    let client = try TestClient(server.socketPath, framing: framing)
    let answer = try client.ask("search", #"{"query":"\"prime minister\"","seq":7}"#)
    let result = try SearchAnswer(json: #require(answer?["result"]))
    #expect(result.total == 1)
    #expect(result.totalRelation == .equal)
    #expect(result.sequence == 7)
    #expect(result.hits.map(\.id) == ["d0"])
    #expect(result.hits.first?.path == DocumentPath("/texts/0.txt"))
    #expect(result.hits.first?.title == "Text 0")
    #expect(result.hits.first?.date == "2016-09-01")
    #expect(result.hits.first?.snippets.first?.text.contains("prime minister") == true)
    #expect(!result.isIncomplete)
  }

  @Test func searchTakesOffsetLimitAndNoTotal() throws {
    let server = try TestServer()
    let client = try server.connect()
    let all = try SearchAnswer(json: #require(client.ask("search", #"{"query":"prime OR minister"}"#)?["result"]))
    let second = try SearchAnswer(
      json: #require(
        client.ask("search", #"{"query":"prime OR minister","limit":1,"offset":1,"total":"none","snippets":0}"#)?[
          "result"]))
    #expect(all.hits.count == 3)
    #expect(second.hits.map(\.ordinal) == [all.hits[1].ordinal])
    #expect(second.hits.first?.snippets == [])
    #expect(second.total == nil)
    #expect(second.totalRelation == .none)
  }

  @Test func countCounts() throws {
    let server = try TestServer()
    let client = try server.connect()
    let answer = try client.ask("count", #"{"query":"prime"}"#)
    #expect(try CountAnswer(json: #require(answer?["result"])).count == 2)
  }

  @Test func documentIsFoundByOrdinalIDAndPath() throws {
    let server = try TestServer()
    let client = try server.connect()
    for (params, ordinal) in [(#"{"doc":1}"#, 1), (#"{"id":"d1"}"#, 1), (#"{"path":"/texts/2.txt"}"#, 2)] {
      let answer = try DocumentAnswer(json: #require(client.ask("document", params)?["result"]))
      #expect(answer.document?.text == TestIndex.texts[ordinal])
      #expect(answer.document?.ordinal == UInt64(ordinal))
    }
    #expect(try client.ask("document", #"{"id":"nobody"}"#)?["result"] == .null)
    #expect(try client.ask("document", #"{"doc":3}"#)?["result"] == .null)
  }

  @Test func initializeTellsWhatThereIs() throws {
    let server = try TestServer(["news": ["one", "two"], "notes": ["three"]])
    let client = try server.connect()
    let answer = try client.ask("initialize", #"{"protocol":1,"positionEncodings":["utf-16"],"required":["search"]}"#)
    let result = try InitializeAnswer(json: #require(answer?["result"]))
    #expect(result.positionEncoding == .utf16)
    #expect(result.indexes == [IndexSummary(name: "news", documents: 2), IndexSummary(name: "notes", documents: 1)])
    let refusal = try client.ask("initialize", #"{"protocol":1,"required":["time travel"]}"#)
    #expect(refusal?.errorCode == .invalidParams)
  }

  @Test func statusTellsOfServerAndIndexes() throws {
    let server = try TestServer()
    let client = try server.connect()
    _ = try client.ask("count", #"{"query":"prime"}"#)
    let status = try StatusAnswer(json: #require(client.ask("status")?["result"]))
    #expect(status.processID == CurrentProcess.id)
    #expect(status.connections == 1)
    #expect(status.requests == 1)
    #expect(status.indexes.map(\.documents) == [3])
    #expect(status.indexes.first?.terms ?? 0 > 5)
    #expect(status.indexes.first?.bytes ?? 0 > 0)
    #expect(status.indexes.first?.analyzer.count == 16)
  }

  @Test func requestsChooseTheirIndex() throws {
    let server = try TestServer(["default": ["apple"], "other": ["pear", "pear"]])
    let client = try server.connect()
    #expect(try client.ask("count", #"{"query":"pear"}"#)?["result"]?["count"] == .integer(0))
    #expect(try client.ask("count", #"{"query":"pear","index":"other"}"#)?["result"]?["count"] == .integer(2))
    let missing = try client.ask("count", #"{"query":"pear","index":"third"}"#)
    #expect(missing?.errorCode == .noIndex)
  }

  @Test func anIndexMustBeNamedWhereNoneIsTheDefault() throws {
    let server = try TestServer(["a": ["apple"], "b": ["pear"]])
    let client = try server.connect()
    #expect(try client.ask("count", #"{"query":"pear"}"#)?.errorCode == .noIndex)
    #expect(try client.ask("count", #"{"query":"pear","index":"b"}"#)?["result"]?["count"] == .integer(1))
  }

  @Test func aBatchIsAnsweredByAnArray() throws {
    let server = try TestServer()
    let client = try TestClient(server.socketPath, framing: .contentLength)
    try client.send(
      #"[{"jsonrpc":"2.0","id":"a","method":"count","params":{"query":"prime"}},{"jsonrpc":"2.0","method":"x"},"#
        + #"{"jsonrpc":"2.0","id":"b","method":"nonsense"},7]"#)
    guard case .array(let answers) = try client.receive() else {
      Issue.record("no array")
      return
    }
    #expect(answers.count == 3)
    let counted = answers.first { $0["id"] == .string("a") }
    #expect(counted?["result"]?["count"] == .integer(2))
    #expect(answers.first { $0["id"] == .string("b") }?.errorCode == .methodNotFound)
    #expect(answers.first { $0["id"] == .null }?.errorCode == .invalidRequest)
  }
}
