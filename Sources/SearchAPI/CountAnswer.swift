public import JSON
public import JSONRPC

/// How many documents match.
public struct CountAnswer: APIAnswer, Equatable {
  /// How many documents match; at least so many if ``isIncomplete``.
  public var count: Int
  /// The commit of the index that was searched.
  public var epoch: UInt64
  /// How long the search took, in milliseconds.
  public var tookMilliseconds: Double
  /// Whether the deadline came before all was searched.
  public var isIncomplete: Bool
  /// What was not taken as it may have been meant.
  public var warnings: [QueryWarning]

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - count: how many documents match.
  ///   - epoch: the commit of the index that was searched.
  ///   - tookMilliseconds: how long it took.
  ///   - isIncomplete: whether the deadline came before all was searched.
  ///   - warnings: what was not taken as it may have been meant.
  public init(
    count: Int, epoch: UInt64, tookMilliseconds: Double, isIncomplete: Bool = false, warnings: [QueryWarning] = []
  ) {
    self.count = count
    self.epoch = epoch
    self.tookMilliseconds = tookMilliseconds
    self.isIncomplete = isIncomplete
    self.warnings = warnings
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    count = try members.requiredCount("count")
    epoch = try members.requiredCount("epoch")
    tookMilliseconds = try members.tookMilliseconds()
    isIncomplete = try members.bool("incomplete") ?? false
    warnings = try members.warnings()
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("count", count)
    writer.member("epoch", epoch)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.member("incomplete", isIncomplete)
    writer.member("warnings", warnings: warnings)
    writer.endObject()
  }
}
