public import JSON
public import JSONRPC

/// What a request has changed in an index: durable, and seen by every request from now on.
public struct ChangeAnswer: APIAnswer, Equatable {
  /// The commit of the index that has all of it.
  public var epoch: UInt64
  /// Documents that are new.
  public var added = 0
  /// Documents that are in the place of others.
  public var replaced = 0
  /// Documents that were removed.
  public var removed = 0
  /// Files that have another path than before.
  public var moved = 0
  /// Files that have not changed since they were taken in.
  public var unchanged = 0
  /// Files that were not taken in, but for those left out by rule.
  public var skipped = SkippedSources(count: 0, items: [])
  /// Bytes of files that were read.
  public var bytes: UInt64 = 0
  /// How long it took, in milliseconds.
  public var tookMilliseconds: Double
  /// What the user should know, a sentence each.
  public var warnings: [String] = []

  /// Makes an answer that nothing has changed.
  ///
  /// - Parameters:
  ///   - epoch: the commit of the index.
  ///   - tookMilliseconds: how long it took.
  public init(epoch: UInt64, tookMilliseconds: Double) {
    self.epoch = epoch
    self.tookMilliseconds = tookMilliseconds
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    epoch = try members.requiredCount("epoch")
    added = try members.requiredCount("added")
    replaced = try members.requiredCount("replaced")
    removed = try members.requiredCount("removed")
    moved = try members.requiredCount("moved")
    unchanged = try members.requiredCount("unchanged")
    skipped = try SkippedSources(members.required("skipped", members.members("skipped")))
    bytes = try members.requiredCount("bytes")
    tookMilliseconds = try members.tookMilliseconds()
    warnings =
      try members.array("warnings") { (json) throws(RPCError) in
        try Members(json, name: "a warning").requiredString("message")
      } ?? []
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("epoch", epoch)
    writer.member("added", added)
    writer.member("replaced", replaced)
    writer.member("removed", removed)
    writer.member("moved", moved)
    writer.member("unchanged", unchanged)
    writer.name("skipped")
    skipped.write(to: &writer)
    writer.member("bytes", bytes)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.name("warnings")
    writer.beginArray()
    for warning in warnings {
      writer.beginObject()
      writer.member("message", warning)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
