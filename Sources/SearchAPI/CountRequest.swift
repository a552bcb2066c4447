public import JSON
public import JSONRPC

/// Counts the documents that match.
public struct CountRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = CountAnswer

  /// The query, in the language of docs/QUERY.md.
  public var query: String
  /// The index to ask; nil for the only one, or `default`.
  public var index: String?
  /// What holds between two bare words.
  public var defaultOperator = DefaultOperator.and
  /// Where all of the query is to be found; nil for title and text.
  public var field: SearchField?
  /// The language whose rules say which words are forms of the same, such as `english`; nil for the words as they stand.
  public var stem: String?
  /// Whether what does not parse is an error instead of a warning.
  public var isStrict = false
  /// The commit of the index that is wanted at least: the request waits for it. Nil for the newest, whichever that is.
  public var minEpoch: UInt64?
  /// When to stop searching, in milliseconds.
  public var timeoutMilliseconds = RequestLimits.defaultTimeoutMilliseconds

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
    stem = try members.string("stem", maxLength: RequestLimits.nameLength)
    isStrict = try members.bool("strict") ?? false
    minEpoch = try members.minEpoch()
    timeoutMilliseconds = try members.timeout()
  }

  /// The method.
  public static var method: Method { .count }

  /// Writes the parameters; those that have their default are left out.
  public func write(to writer: inout JSONWriter) {
    let defaults = CountRequest(query: query)
    writer.beginObject()
    writer.member("query", query)
    writer.member("index", ifPresent: index)
    if defaultOperator != defaults.defaultOperator { writer.member("operator", defaultOperator.rawValue) }
    writer.member("field", ifPresent: field?.rawValue)
    writer.member("stem", ifPresent: stem)
    if isStrict != defaults.isStrict { writer.member("strict", isStrict) }
    writer.member("minEpoch", ifPresent: minEpoch)
    if timeoutMilliseconds != defaults.timeoutMilliseconds { writer.member("timeoutMs", timeoutMilliseconds) }
    writer.endObject()
  }
}
