import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

/// Requests on their way over the wire.
@Suite struct RequestTests {
  private func expectRoundTrip<Request: APIRequest & Equatable>(_ request: Request) throws {
    let read = try Request(json: written(request.write))
    #expect(read == request)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func searchesSurvive(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var request = SearchRequest(query: random.text())
    request.index = random.maybe { $0.text() }
    request.defaultOperator = random.one(of: DefaultOperator.allCases)
    request.limit = 1 + random.below(5_000)
    request.offset = random.below(5_000)
    request.cursor = random.maybe { $0.text() }
    request.total = random.one(of: TotalMode.allCases)
    request.reprints = random.one(of: ReprintMode.allCases)
    request.field = random.maybe { $0.one(of: SearchField.allCases) }
    request.snippets = random.below(11)
    request.matches = random.below(1_001)
    request.context = random.below(501)
    request.positionEncoding = random.maybe { $0.one(of: PositionEncoding.allCases) }
    request.stem = random.maybe { $0.text() }
    request.isStrict = random.below(2) == 0
    request.k1 = random.maybe { Double($0.below(1_000)) / 7 }
    request.b = random.maybe { Double($0.below(8)) / 7 }
    request.timeoutMilliseconds = 1 + random.below(10_000)
    request.minEpoch = random.maybe { $0.next() >> 1 }
    request.session = random.maybe { $0.text() }
    request.sequence = random.maybe { Int64(bitPattern: $0.next()) }
    try expectRoundTrip(request)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func countsSurvive(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var request = CountRequest(query: random.text())
    request.index = random.maybe { $0.text() }
    request.defaultOperator = random.one(of: DefaultOperator.allCases)
    request.field = random.maybe { $0.one(of: SearchField.allCases) }
    request.stem = random.maybe { $0.text() }
    request.isStrict = random.below(2) == 0
    request.timeoutMilliseconds = 1 + random.below(10_000)
    request.minEpoch = random.maybe { $0.next() >> 1 }
    try expectRoundTrip(request)
  }

  @Test func theOthersSurvive() throws {
    try expectRoundTrip(DocumentRequest(.ordinal(0)))
    try expectRoundTrip(DocumentRequest(.ordinal(UInt64(Int64.max)), index: "news"))
    try expectRoundTrip(DocumentRequest(.id("mna-0331")))
    try expectRoundTrip(DocumentRequest(.path(DocumentPath("a/b.txt"))))
    try expectRoundTrip(DocumentRequest(.path(DocumentPath(bytes: [0x2F, 0xE9, 0xFF]))))
    var page = DocumentRequest(.id("mna-0331"))
    page.offset = .max
    page.length = 4
    try expectRoundTrip(page)
    page.minEpoch = 7
    page.timeoutMilliseconds = 3
    try expectRoundTrip(page)
    try expectRoundTrip(ReprintsRequest(.id("mna-0331"), index: "news"))
    var reprints = ReprintsRequest(.path(DocumentPath("a/b.txt")))
    (reprints.limit, reprints.offset, reprints.timeoutMilliseconds) = (1_000, 9_000, 5)
    try expectRoundTrip(reprints)
    try expectRoundTrip(StatusRequest())
    try expectRoundTrip(StatusRequest(wantsSkipped: true))
    try expectRoundTrip(ShutdownRequest())
    var initialize = InitializeRequest(client: nil)
    try expectRoundTrip(initialize)
    initialize.client = ProgramVersion(name: "vim", version: "9.0")
    initialize.positionEncodings = ["utf-16"]
    initialize.required = ["search"]
    initialize.optional = ["matches", "later"]
    try expectRoundTrip(initialize)
    for id in [RPCID.integer(7), .string("a")] {
      let cancellation = CancelNotification(id: id)
      #expect(try CancelNotification(json: written(cancellation.write)) == cancellation)
    }
  }

  @Test func whatHasItsDefaultIsLeftOut() throws {
    #expect(try written(SearchRequest(query: "a").write) == .object(["query": .string("a")]))
    #expect(try written(CountRequest(query: "a").write) == .object(["query": .string("a")]))
    #expect(try written(DocumentRequest(.id("a")).write) == .object(["id": .string("a")]))
    #expect(try written(ReprintsRequest(.id("a")).write) == .object(["id": .string("a")]))
    #expect(try written(StatusRequest().write) == .object([:]))
  }

  @Test func nullAndUnknownMembersCountAsMissing() throws {
    let text =
      #"{"query":"a","index":null,"limit":null,"timeoutMs":null,"future":{"x":[1]},"snippets":null,"stem":null,"field":null}"#
    #expect(try SearchRequest(json: json(text)) == SearchRequest(query: "a"))
    #expect(try DocumentRequest(json: json(#"{"doc":1,"offset":null,"length":null}"#)) == DocumentRequest(.ordinal(1)))
    #expect(try StatusRequest(json: nil) == StatusRequest())
    #expect(try ShutdownRequest(json: json("{}")) == ShutdownRequest())
  }

  @Test func theEdgesOfTheRangesAreTaken() throws {
    for params in [
      #"{"query":"","limit":1}"#, #"{"query":"","limit":10000}"#, #"{"query":"","limit":1,"offset":9999}"#,
      #"{"query":"","timeoutMs":1}"#, #"{"query":"","timeoutMs":10000}"#, #"{"query":"","k1":0,"b":1}"#,
      #"{"query":"","k1":1000.0,"b":0.0}"#, #"{"query":"","seq":-9223372036854775808}"#,
      #"{"query":"","snippets":0,"matches":0,"context":0}"#,
      #"{"query":"","snippets":10,"matches":1000,"context":500}"#,
    ] {
      #expect(throws: Never.self) { try SearchRequest(json: json(params)) }
    }
  }

  private static let refusedSearches: [(params: String, message: String)] = [
    ("[]", "params must be an object, not an array"),
    ("{}", "query is missing"),
    (#"{"query":null}"#, "query is missing"),
    (#"{"query":1}"#, "query must be a string"),
    (#"{"query":"a","limit":-1}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","limit":0}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","limit":10001}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","limit":1000000000}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","limit":1.5}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","limit":"1"}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","limit":99999999999999999999}"#, "limit must be an integer from 1 to 10000"),
    (#"{"query":"a","offset":-1}"#, "offset must be an integer that is not negative"),
    (#"{"query":"a","offset":9951}"#, "offset + limit must not be past 10,000"),
    (#"{"query":"a","offset":1000000000000}"#, "offset + limit must not be past 10,000"),
    (#"{"query":"a","offset":9223372036854775807,"limit":10000}"#, "offset + limit must not be past 10,000"),
    (#"{"query":"a","timeoutMs":0}"#, "timeoutMs must be an integer from 1 to 10000"),
    (#"{"query":"a","timeoutMs":10001}"#, "timeoutMs must be an integer from 1 to 10000"),
    (#"{"query":"a","operator":"xor"}"#, #"operator must be "and" or "or""#),
    (#"{"query":"a","operator":true}"#, #"operator must be "and" or "or""#),
    (#"{"query":"a","total":"some"}"#, #"total must be "exact" or "none""#),
    (#"{"query":"a","reprints":"drop"}"#, #"reprints must be "show" or "collapse""#),
    (#"{"query":"a","snippets":11}"#, "snippets must be an integer from 0 to 10"),
    (#"{"query":"a","snippets":true}"#, "snippets must be an integer from 0 to 10"),
    (#"{"query":"a","matches":1001}"#, "matches must be an integer from 0 to 1000"),
    (#"{"query":"a","matches":-1}"#, "matches must be an integer from 0 to 1000"),
    (#"{"query":"a","context":501}"#, "context must be an integer from 0 to 500"),
    (
      #"{"query":"a","positionEncoding":"utf-7"}"#,
      #"positionEncoding must be "utf-8" or "utf-16" or "utf-32""#
    ),
    (#"{"query":"a","stem":1}"#, "stem must be a string"),
    (#"{"query":"a","field":"path"}"#, #"field must be "title""#),
    (#"{"query":"a","strict":"yes"}"#, "strict must be true or false"),
    (#"{"query":"a","k1":-0.1}"#, "k1 must be a number from 0.0 to 1000.0"),
    (#"{"query":"a","b":1.01}"#, "b must be a number from 0.0 to 1.0"),
    (#"{"query":"a","b":"0"}"#, "b must be a number from 0.0 to 1.0"),
    (#"{"query":"a","seq":1.0}"#, "seq must be an integer from -9223372036854775808 to 9223372036854775807"),
    (#"{"query":"a","cursor":1}"#, "cursor must be a string"),
    (
      #"{"query":"a","index":""# + String(repeating: "x", count: 129) + #""}"#,
      "index must be a string of at most 128 bytes"
    ),
    (
      #"{"query":"a","session":""# + String(repeating: "x", count: 129) + #""}"#,
      "session must be a string of at most 128 bytes"
    ),
  ]

  @Test(arguments: refusedSearches)
  func searchesOutOfRangeAreRefused(_ params: String, _ message: String) throws {
    let params = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try SearchRequest(json: params) }
    #expect(error == RPCError(.invalidParams, message))
  }

  @Test(arguments: [
    ("{}", "exactly one"), (#"{"doc":1,"id":"a"}"#, "exactly one"), (#"{"doc":-1}"#, "doc must be"),
    (#"{"doc":1.0}"#, "doc must be"), (#"{"id":1}"#, "id must be a string"), (#"{"path":1}"#, "path must be"),
    (#"{"path":{}}"#, "path must be"), (#"{"doc":1,"offset":-1}"#, "offset must be"),
    (#"{"doc":1,"length":3}"#, "length must be"), (#"{"doc":1,"length":1048577}"#, "length must be"),
    (#"{"path":{"bytes":"*"}}"#, "path must be"),
  ])
  func documentsMustBeNamedOnce(_ params: String, _ message: String) throws {
    let params = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try DocumentRequest(json: params) }
    #expect(error?.code == .invalidParams)
    #expect(error?.message.contains(message) == true)
  }

  @Test(arguments: [
    ("{}", "exactly one"), (#"{"doc":1,"path":"a"}"#, "exactly one"), (#"{"doc":1,"limit":0}"#, "limit must be"),
    (#"{"doc":1,"limit":1001}"#, "limit must be"), (#"{"doc":1,"offset":-1}"#, "offset must be"),
    (#"{"doc":1,"offset":9981}"#, "offset + limit"), (#"{"doc":1,"timeoutMs":0}"#, "timeoutMs must be"),
  ])
  func reprintsOutOfRangeAreRefused(_ params: String, _ message: String) throws {
    let params = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try ReprintsRequest(json: params) }
    #expect(error?.code == .invalidParams)
    #expect(error?.message.contains(message) == true)
  }

  @Test(arguments: [
    ("{}", "protocol is missing"), (#"{"protocol":0}"#, "protocol must be"),
    (#"{"protocol":1,"client":"vim"}"#, "client must be an object"),
    (#"{"protocol":1,"client":{}}"#, "client.name is missing"),
    (#"{"protocol":1,"client":{"name":1}}"#, "client.name must be a string"),
    (#"{"protocol":1,"required":"search"}"#, "required must be an array"),
    (#"{"protocol":1,"positionEncodings":[1]}"#, "positionEncodings must be an array of strings"),
  ])
  func introductionsAreChecked(_ params: String, _ message: String) throws {
    let params = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try InitializeRequest(json: params) }
    #expect(error?.code == .invalidParams)
    #expect(error?.message.contains(message) == true)
  }

  @Test(arguments: ["{}", #"{"id":null}"#, #"{"id":1.5}"#, #"{"id":{}}"#])
  func cancellationsNeedAnID(_ params: String) throws {
    let params = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try CancelNotification(json: params) }
    #expect(error?.code == .invalidParams)
  }

  @Test func theFirstKnownEncodingIsChosen() {
    var request = InitializeRequest(client: nil)
    #expect(request.positionEncoding == .utf8)
    request.positionEncodings = ["ebcdic", "utf-16", "utf-8"]
    #expect(request.positionEncoding == .utf16)
    request.positionEncodings = ["ebcdic"]
    #expect(request.positionEncoding == .utf8)
  }

  @Test func requiredCapabilitiesAreChecked() {
    var request = InitializeRequest(client: nil)
    request.required = ["search", "teleport", "cancel", "time travel"]
    let error = rpcError { () throws(RPCError) in try request.checkRequired() }
    #expect(error?.code == .invalidParams)
    #expect(error?.data == .object(["missing": .array([.string("teleport"), .string("time travel")])]))
    request.required = Capability.allCases.map(\.rawValue)
    #expect(rpcError { () throws(RPCError) in try request.checkRequired() } == nil)
  }
}
