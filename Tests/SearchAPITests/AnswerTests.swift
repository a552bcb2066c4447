import JSON
import JSONRPC
import SearchAPI
import Testing

/// Answers on their way over the wire.
@Suite struct AnswerTests {
  private func expectRoundTrip<Answer: APIAnswer & Equatable>(_ answer: Answer) throws {
    let read = try Answer(json: written(answer.write))
    #expect(read == answer)
  }

  private var hit: SearchHit {
    var hit = SearchHit(ordinal: 7, score: 12.345679)
    hit.id = "mna-0331"
    hit.path = DocumentPath("wire/briefs.jsonl")
    hit.title = "A \"quoted\" title"
    hit.date = "2016-03-31"
    hit.url = "https://news.example/1"
    hit.snippet = "line\nline \u{202E}"
    return hit
  }

  @Test func searchAnswersSurvive() throws {
    var bare = SearchHit(ordinal: UInt64(Int64.max), score: 0)
    bare.path = DocumentPath(bytes: [0xFF])
    for (total, isIncomplete) in [(0, false), (nil, false), (nil, true), (.max, false), (3, true)] as [(Int?, Bool)] {
      var answer = SearchAnswer(
        epoch: 9, hits: [hit, bare], total: total, tookMilliseconds: 4.125, isIncomplete: isIncomplete)
      try expectRoundTrip(answer)
      answer.sequence = .min
      answer.parsed = "(a AND b)"
      answer.warnings = [QueryWarning(message: "a quote is not closed", start: 0, end: 4)]
      try expectRoundTrip(answer)
    }
  }

  @Test func aTotalSaysWhatItMeans() {
    func relation(_ total: Int?, isIncomplete: Bool) -> TotalRelation {
      SearchAnswer(epoch: 1, hits: [], total: total, tookMilliseconds: 0, isIncomplete: isIncomplete).totalRelation
    }
    #expect(relation(3, isIncomplete: false) == .equal)
    #expect(relation(3, isIncomplete: true) == .atLeast)
    #expect(relation(nil, isIncomplete: false) == .none)
    #expect(relation(nil, isIncomplete: true) == .none)
  }

  @Test(arguments: [0, 0.1, 1.5e-7, 12.345679, 1e30, -3.25] as [Float])
  func scoresAreExact(_ score: Float) throws {
    let answer = SearchAnswer(
      epoch: 1, hits: [SearchHit(ordinal: 0, score: score)], total: 1, tookMilliseconds: 0)
    try expectRoundTrip(answer)
  }

  @Test func theOthersSurvive() throws {
    try expectRoundTrip(CountAnswer(count: 37, epoch: 2, tookMilliseconds: 0.512))
    try expectRoundTrip(
      CountAnswer(
        count: 0, epoch: 0, tookMilliseconds: 1000, isIncomplete: true,
        warnings: [QueryWarning(message: "w", start: 1, end: 1)]))

    try expectRoundTrip(DocumentAnswer(nil))
    var document = StoredDocument(ordinal: 3)
    try expectRoundTrip(DocumentAnswer(document))
    document.id = "x"
    document.path = DocumentPath("a.txt")
    document.title = "t"
    document.date = "2016"
    document.url = "u"
    document.text = "one\u{0}two\r\n"
    try expectRoundTrip(DocumentAnswer(document))

    var index = IndexStatus(
      name: "default", path: DocumentPath("/var/index"), documents: 31, terms: 4_711, segments: 2, epoch: 5,
      bytes: 123_456, analyzer: "a1", format: 1)
    let status = StatusAnswer(processID: 42, uptimeSeconds: 1.5, indexes: [index], connections: 1, requests: 7)
    #expect(status.version == QuoVersion.current)
    try expectRoundTrip(status)
    index.terms = nil
    var other = StatusAnswer(processID: 42, uptimeSeconds: 0, indexes: [index, index], connections: 0, requests: 0)
    other.problems = [IndexProblem(name: "old", message: "damaged")]
    try expectRoundTrip(other)

    var request = InitializeRequest(client: nil)
    request.positionEncodings = ["utf-32"]
    let summary = IndexSummary(name: "default", documents: 31)
    let server = ProgramVersion(name: "quod", version: "0.1.0")
    let initialize = InitializeAnswer(to: request, server: server, indexes: [summary])
    #expect(initialize.positionEncoding == .utf32)
    #expect(initialize.capabilities == Capability.allCases.map(\.rawValue))
    try expectRoundTrip(initialize)
    try expectRoundTrip(ShutdownAnswer())
  }

  @Test func aNewerServerMayAddMembers() throws {
    let text = """
      {"epoch":1,"total":1,"totalRelation":"eq","facets":{},"hits":[{"doc":1,"score":1,"matches":[{}]}],"tookMs":1}
      """
    let answer = try SearchAnswer(json: json(text))
    #expect(answer.hits == [SearchHit(ordinal: 1, score: 1)])
    #expect(answer.warnings.isEmpty)
    let capabilities = try InitializeAnswer(
      json: json(
        #"{"protocol":1,"server":{"name":"q"},"capabilities":{"a":true,"b":false,"c":{"d":1}},"indexes":[]}"#)
    ).capabilities
    #expect(capabilities == ["a", "c"])
  }

  @Test(arguments: [
    ("null", "result must be an object"),
    (#"{"epoch":1,"totalRelation":"eq","tookMs":1}"#, "hits is missing"),
    (#"{"epoch":1,"totalRelation":"maybe","hits":[],"tookMs":1}"#, "totalRelation must be"),
    (#"{"epoch":-1,"totalRelation":"eq","hits":[],"tookMs":1}"#, "epoch must be"),
    (#"{"epoch":1,"totalRelation":"eq","hits":[1],"tookMs":1}"#, "a hit must be an object"),
    (#"{"epoch":1,"totalRelation":"eq","hits":[{"doc":1}],"tookMs":1}"#, "score is missing"),
    (#"{"epoch":1,"totalRelation":"eq","hits":[{"doc":1,"score":1e300}],"tookMs":1}"#, "score must be"),
    (#"{"epoch":1,"totalRelation":"eq","hits":[],"tookMs":-1}"#, "tookMs must be"),
    (#"{"epoch":1,"totalRelation":"eq","hits":[],"tookMs":1,"warnings":[{}]}"#, "message is missing"),
  ])
  func answersAreChecked(_ result: String, _ message: String) throws {
    let result = try json(result)
    let error = rpcError { () throws(RPCError) in _ = try SearchAnswer(json: result) }
    #expect(error?.message.contains(message) == true)
  }
}
