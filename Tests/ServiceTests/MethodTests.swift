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

  @Test func reprintsAreLeftOutOnRequestAndCounted() throws {
    let text = "a minister " + (0..<90).map { "word\($0)" }.joined(separator: " ")
    let server = try TestServer(["default": [text, "a prime number", text.uppercased(), text + " said"]])
    let client = try server.connect()
    let all = try SearchAnswer(json: #require(client.ask("search", #"{"query":"minister"}"#)?["result"]))
    #expect(all.hits.count == 3 && all.collapsed == nil && all.hits.allSatisfy { $0.reprintCount == nil })
    for (params, count) in [(#""limit":1"#, 1), (#""limit":1,"offset":1"#, 0), (#""limit":9"#, 1)] {
      let answer = try SearchAnswer(
        json: #require(client.ask("search", #"{"query":"minister","reprints":"collapse",\#(params)}"#)?["result"]))
      #expect(answer.hits.count == count && answer.total == 3 && answer.warnings == [])
      #expect(answer.hits.allSatisfy { $0.reprintCount == 2 })
    }
    let pages = try (0..<3).map { offset in
      try ReprintsAnswer(
        json: #require(client.ask("reprints", #"{"id":"d0","limit":1,"offset":\#(offset)}"#)?["result"])
      ).reprints
    }
    #expect(pages.map { $0?.total } == [2, 2, 2] && pages.allSatisfy { $0?.ordinal == 0 })
    #expect(pages.map { $0?.reprints.map(\.ordinal) } == [[2], [3], []])
    #expect(pages[0]?.reprints.first?.path == DocumentPath("/texts/2.txt"))
    #expect(pages[0]?.reprints.first.map { !$0.isExact && $0.resemblance > 0.8 } == true)
    #expect(try client.ask("reprints", #"{"id":"d1"}"#)?["result"]?["total"] == .integer(0))
    #expect(try client.ask("reprints", #"{"id":"nobody"}"#)?["result"] == .null)
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
