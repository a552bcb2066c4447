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
    hit.language = "en-GB"
    hit.space = .content
    hit.source = SourceInfo(size: 1 << 40, modified: -1, hash: 0xFE, line: 7)
    hit.isStale = true
    hit.matchCount = 12
    hit.reprintCount = 2
    let place = SearchMatch.Place(
      start: SourcePosition(offset: 90, line: 3, column: 5), end: SourcePosition(offset: 101, line: 4, column: 0))
    hit.matches = [
      SearchMatch(place: place, field: .body, left: "left \u{202E}", text: "\"it\"", right: ""),
      SearchMatch(place: nil, field: .title, left: "", text: "", right: "right"),
    ]
    hit.snippets = [
      SearchSnippet(text: "…line line \u{202E}", highlights: [3..<4, 4..<7, 9..<9], field: .body, place: place.start),
      SearchSnippet(text: "", field: .title),
    ]
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
      answer.collapsed = 3
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

  @Test func whatIsNotSetIsLeftOut() throws {
    let answer = SearchAnswer(epoch: 1, hits: [SearchHit(ordinal: 3, score: 1)], total: 1, tookMilliseconds: 0)
    #expect(try written(answer.write)["hits"] == json(#"[{"doc":3,"score":1.0}]"#))
    let document = DocumentAnswer(StoredDocument(ordinal: 3))
    #expect(try written(document.write) == json(#"{"doc":3}"#))
  }

  /// Hits come from whoever listens at the socket, and what is made of them is printed.
  @Test(arguments: [
    (#""matches":{}"#, "matches must be an array"), (#""matches":[1]"#, "a match must be an object"),
    (#""matches":[{"text":"a"}]"#, "field is missing"), (#""matches":[{"field":"body"}]"#, "text is missing"),
    (#""matches":[{"field":"path","text":"a"}]"#, #"field must be "title" or "body""#),
    (#""matches":[{"field":"body","text":"a","left":1}]"#, "left must be a string"),
    (#""matches":[{"field":"body","text":"a","start":1}]"#, "line is missing"),
    (#""matches":[{"field":"body","text":"a","start":1,"line":1}]"#, "col is missing"),
    (#""matches":[{"field":"body","text":"a","col":1}]"#, "start is missing"),
    (#""matches":[{"field":"body","text":"a","start":1,"line":1,"col":1}]"#, "a match has a start but no end"),
    (#""matches":[{"field":"body","text":"a","end":1,"endLine":1,"endCol":1}]"#, "a match has an end but no start"),
    (
      #""matches":[{"field":"body","text":"a","start":2,"line":0,"col":0,"end":1,"endLine":0,"endCol":1}]"#,
      "end must be no less than start"
    ),
    (#""matches":[{"field":"body","text":"a","start":-1,"line":1,"col":1}]"#, "start must be"),
    (#""snippets":[{"field":"body"}]"#, "text is missing"),
    (#""snippets":[{"field":"body","text":"a","line":1}]"#, "start is missing"),
    (#""snippets":[{"field":"body","text":"a","highlights":[0,1]}]"#, "highlights must be"),
    (#""snippets":[{"field":"body","text":"a","highlights":[[0,1,2]]}]"#, "highlights must be"),
    (#""snippets":[{"field":"body","text":"a","highlights":[[1,0]]}]"#, "highlights must be"),
    (#""snippets":[{"field":"body","text":"a","highlights":[[-1,0]]}]"#, "highlights must be"),
    (#""snippets":[{"field":"body","text":"a","highlights":[[0,2],[1,3]]}]"#, "highlights must be"),
    (#""snippets":[{"field":"body","text":"a","highlights":[["0",1]]}]"#, "highlights must be"),
    (#""space":"disk""#, #"space must be "file" or "content" or "field""#), (#""stale":1"#, "stale must be"),
    (#""matchCount":-1"#, "matchCount must be"), (#""source":{}"#, "source.size is missing"),
    (#""source":{"size":1,"mtime":1,"hash":12}"#, "source.hash must be a string"),
    (#""source":{"size":1,"mtime":1,"hash":"+00000000000000f"}"#, "source.hash must be 16 hexadecimal digits"),
    (#""source":{"size":1,"mtime":1,"hash":"0000000000000000","line":0}"#, "source.line must be"),
  ])
  func hitsAreChecked(_ members: String, _ message: String) throws {
    let result = try json(#"{"epoch":1,"totalRelation":"none","hits":[{"doc":1,"score":1,\#(members)}],"tookMs":1}"#)
    let error = rpcError { () throws(RPCError) in _ = try SearchAnswer(json: result) }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
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

    try expectRoundTrip(ReprintsAnswer(nil))
    var reprint = DocumentReprint(ordinal: 4, resemblance: 2 / 3)
    #expect(reprint.resemblance == 0.667 && !reprint.isExact)
    (reprint.id, reprint.path, reprint.title) = ("b", DocumentPath(bytes: [0xFF]), "A title")
    (reprint.date, reprint.url) = ("2016-03-31", "https://news.example/1")
    try expectRoundTrip(
      ReprintsAnswer(
        DocumentReprints(
          ordinal: 3, epoch: 1, total: 9, reprints: [reprint, DocumentReprint(ordinal: 5, resemblance: nil)],
          tookMilliseconds: 1.5, isIncomplete: true, warnings: [QueryWarning(message: "careful", start: 0, end: 0)])))
    try expectRoundTrip(DocumentAnswer(nil))
    var document = StoredDocument(ordinal: 3)
    try expectRoundTrip(DocumentAnswer(document))
    document.id = "x"
    document.path = DocumentPath("a.txt")
    document.title = "t"
    document.date = "2016"
    document.url = "u"
    document.language = "mul"
    document.space = .field
    document.source = SourceInfo(size: 0, modified: .max, hash: .max)
    document.text = "one\u{0}two\r\n"
    document.textOffset = 4
    document.textLength = 12
    try expectRoundTrip(DocumentAnswer(document))

    var index = IndexStatus(
      name: "default", path: DocumentPath("/var/index"), documents: 31, terms: 4_711, segments: 2, epoch: 5,
      bytes: 123_456, analyzer: "a1", format: 1)
    let status = StatusAnswer(processID: 42, uptimeSeconds: 1.5, indexes: [index], connections: 1, requests: 7)
    #expect(status.version == QuoVersion.current)
    try expectRoundTrip(status)
    index.terms = nil
    index.skipped = SkippedSources(
      count: 3,
      items: [
        SkippedSource(path: DocumentPath("/a.jsonl"), line: 3, column: 9, reason: "malformed JSON", detail: "a comma"),
        SkippedSource(path: DocumentPath(bytes: [0xFF]), reason: "binary"),
      ])
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
      {"epoch":1,"total":1,"totalRelation":"eq","facets":{},"hits":[{"doc":1,"score":1,"related":[{}]}],"tookMs":1}
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
