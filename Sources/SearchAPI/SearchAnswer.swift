public import JSON
public import JSONRPC

/// What a search found.
public struct SearchAnswer: APIAnswer, Equatable {
  /// The request's `seq`.
  public var sequence: Int64?
  /// The commit of the index that was searched.
  public var epoch: UInt64
  /// How many documents match, as ``totalRelation`` says.
  public var total: Int?
  /// What ``total`` means.
  public var totalRelation: TotalRelation
  /// The documents, best first.
  public var hits: [SearchHit]
  /// How many documents were left out as reprints, from the top of the ranking to the last of the hits; nil if none were to be.
  public var collapsed: Int?
  /// How long the search took, in milliseconds.
  public var tookMilliseconds: Double
  /// Whether the deadline came before all was searched.
  public var isIncomplete: Bool
  /// What was not taken as it may have been meant.
  public var warnings: [QueryWarning]
  /// The query as it was understood.
  public var parsed: String?

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - epoch: the commit of the index that was searched.
  ///   - hits: the documents, best first.
  ///   - total: how many documents match; nil where that was not asked for.
  ///   - tookMilliseconds: how long it took.
  ///   - isIncomplete: whether the deadline came before all was searched.
  public init(
    epoch: UInt64, hits: [SearchHit], total: Int?, tookMilliseconds: Double, isIncomplete: Bool = false
  ) {
    self.epoch = epoch
    self.hits = hits
    self.total = total
    self.tookMilliseconds = tookMilliseconds
    self.isIncomplete = isIncomplete
    totalRelation = total == nil ? .none : isIncomplete ? .atLeast : .equal
    warnings = []
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    sequence = try members.integer("seq", in: Int64.min...Int64.max)
    epoch = try members.requiredCount("epoch")
    total = try members.integer("total", in: 0...Int.max)
    totalRelation = try members.required("totalRelation", members.choice("totalRelation"))
    hits = try members.required("hits", members.array("hits", SearchHit.init(json:)))
    collapsed = try members.integer("collapsed", in: 0...Int.max)
    tookMilliseconds = try members.tookMilliseconds()
    isIncomplete = try members.bool("incomplete") ?? false
    warnings = try members.warnings()
    parsed = try members.string("parsed")
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("seq", ifPresent: sequence)
    writer.member("epoch", epoch)
    writer.member("total", ifPresent: total)
    writer.member("totalRelation", totalRelation.rawValue)
    writer.name("hits")
    writer.beginArray()
    for hit in hits {
      hit.write(to: &writer)
    }
    writer.endArray()
    writer.member("collapsed", ifPresent: collapsed)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.member("incomplete", isIncomplete)
    writer.member("warnings", warnings: warnings)
    writer.member("parsed", ifPresent: parsed)
    writer.endObject()
  }
}
