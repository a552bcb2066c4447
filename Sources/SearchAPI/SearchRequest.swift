public import JSON
public import JSONRPC

/// Finds documents, best first.
public struct SearchRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = SearchAnswer

  /// The query, in the language of docs/QUERY.md.
  public var query: String
  /// The index to ask; nil for the only one, or `default`.
  public var index: String?
  /// What holds between two bare words.
  public var defaultOperator = DefaultOperator.and
  /// Where all of the query is to be found; nil for title and text.
  public var field: SearchField?
  /// How many hits to give at most.
  public var limit = RequestLimits.defaultLimit
  /// How many hits to pass over first.
  public var offset = 0
  /// Reserved: where an earlier answer ended.
  public var cursor: String?
  /// What becomes of documents that are reprints of a better hit.
  public var reprints = ReprintMode.show
  /// Whether to count all matches.
  public var total = TotalMode.exact
  /// How many pieces of its text each hit carries at most.
  public var snippets = RequestLimits.defaultSnippets
  /// How many of its matches each hit carries at most.
  public var matches = RequestLimits.defaultMatches
  /// How many characters of text a match carries on either side at most.
  public var context = RequestLimits.defaultContext
  /// What columns and highlights count; nil for what the connection has agreed on, else bytes.
  public var positionEncoding: PositionEncoding?
  /// The language whose rules say which words are forms of the same, such as `english`; nil for the words as they stand.
  public var stem: String?
  /// Whether what does not parse is an error instead of a warning.
  public var isStrict = false
  /// BM25's k1; nil for the index's.
  public var k1: Double?
  /// BM25's b; nil for the index's.
  public var b: Double?
  /// The commit of the index that is wanted at least: the request waits for it. Nil for the newest, whichever that is.
  public var minEpoch: UInt64?
  /// When to stop searching, in milliseconds.
  public var timeoutMilliseconds = RequestLimits.defaultTimeoutMilliseconds
  /// Names a series of requests of which only the newest is wanted.
  public var session: String?
  /// Comes back in the answer.
  public var sequence: Int64?

  /// Makes a request with the defaults.
  public init(query: String) {
    self.query = query
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    query = try members.requiredString("query")
    index = try members.string("index", maxLength: RequestLimits.nameLength)
    defaultOperator = try members.choice("operator") ?? .and
    field = try members.choice("field")
    limit = try members.integer("limit", in: RequestLimits.limit) ?? RequestLimits.defaultLimit
    offset = try members.integer("offset", in: 0...Int.max) ?? 0
    guard offset <= RequestLimits.lastHit - limit else {
      throw RPCError(.invalidParams, "offset + limit must not be past 10,000")
    }
    cursor = try members.string("cursor")
    reprints = try members.choice("reprints") ?? .show
    total = try members.choice("total") ?? .exact
    snippets = try members.integer("snippets", in: RequestLimits.snippets) ?? RequestLimits.defaultSnippets
    matches = try members.integer("matches", in: RequestLimits.matches) ?? RequestLimits.defaultMatches
    context = try members.integer("context", in: RequestLimits.context) ?? RequestLimits.defaultContext
    positionEncoding = try members.choice("positionEncoding")
    stem = try members.string("stem", maxLength: RequestLimits.nameLength)
    isStrict = try members.bool("strict") ?? false
    k1 = try members.double("k1", in: RequestLimits.k1)
    b = try members.double("b", in: RequestLimits.b)
    minEpoch = try members.minEpoch()
    timeoutMilliseconds = try members.timeout()
    session = try members.string("session", maxLength: RequestLimits.nameLength)
    sequence = try members.integer("seq", in: Int64.min...Int64.max)
  }

  /// The method.
  public static var method: Method { .search }

  /// Writes the parameters; those that have their default are left out.
  public func write(to writer: inout JSONWriter) {
    let defaults = SearchRequest(query: query)
    writer.beginObject()
    writer.member("query", query)
    writer.member("index", ifPresent: index)
    if defaultOperator != defaults.defaultOperator { writer.member("operator", defaultOperator.rawValue) }
    writer.member("field", ifPresent: field?.rawValue)
    if limit != defaults.limit { writer.member("limit", limit) }
    if offset != defaults.offset { writer.member("offset", offset) }
    writer.member("cursor", ifPresent: cursor)
    if reprints != defaults.reprints { writer.member("reprints", reprints.rawValue) }
    if total != defaults.total { writer.member("total", total.rawValue) }
    if snippets != defaults.snippets { writer.member("snippets", snippets) }
    if matches != defaults.matches { writer.member("matches", matches) }
    if context != defaults.context { writer.member("context", context) }
    writer.member("positionEncoding", ifPresent: positionEncoding?.rawValue)
    writer.member("stem", ifPresent: stem)
    if isStrict != defaults.isStrict { writer.member("strict", isStrict) }
    writer.member("k1", ifPresent: k1)
    writer.member("b", ifPresent: b)
    writer.member("minEpoch", ifPresent: minEpoch)
    if timeoutMilliseconds != defaults.timeoutMilliseconds { writer.member("timeoutMs", timeoutMilliseconds) }
    writer.member("session", ifPresent: session)
    writer.member("seq", ifPresent: sequence)
    writer.endObject()
  }
}
