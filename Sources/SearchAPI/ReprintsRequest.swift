public import JSON
public import JSONRPC

/// Asks for the documents that are reprints of one.
public struct ReprintsRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = ReprintsAnswer

  /// Which document.
  public var selector: DocumentRequest.Selector
  /// The index to ask; nil for the only one, or `default`.
  public var index: String?
  /// How many reprints to give at most.
  public var limit = RequestLimits.defaultReprintLimit
  /// How many reprints to pass over first.
  public var offset = 0
  /// The least epoch that is to be read; nil for any.
  public var minEpoch: UInt64?
  /// When to stop looking, in milliseconds.
  public var timeoutMilliseconds = RequestLimits.defaultTimeoutMilliseconds

  /// Makes a request for the first reprints.
  public init(_ selector: DocumentRequest.Selector, index: String? = nil) {
    self.selector = selector
    self.index = index
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    selector = try DocumentRequest.Selector(members)
    index = try members.string("index", maxLength: RequestLimits.nameLength)
    limit = try members.integer("limit", in: RequestLimits.reprintLimit) ?? RequestLimits.defaultReprintLimit
    offset = try members.integer("offset", in: 0...Int.max) ?? 0
    guard offset <= RequestLimits.lastHit - limit else {
      throw RPCError(.invalidParams, "offset + limit must not be past 10,000")
    }
    minEpoch = try members.minEpoch()
    timeoutMilliseconds = try members.timeout()
  }

  /// The method.
  public static var method: Method { .reprints }

  /// Writes the parameters; those that have their default are left out.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    selector.write(to: &writer)
    writer.member("index", ifPresent: index)
    if limit != RequestLimits.defaultReprintLimit { writer.member("limit", limit) }
    if offset != 0 { writer.member("offset", offset) }
    writer.member("minEpoch", ifPresent: minEpoch)
    if timeoutMilliseconds != RequestLimits.defaultTimeoutMilliseconds {
      writer.member("timeoutMs", timeoutMilliseconds)
    }
    writer.endObject()
  }
}
