import JSON
import JSONRPC

/// What is known of the reprints of a document.
public struct DocumentReprints: Equatable, Sendable {
  /// The ordinal of the document itself.
  public var ordinal: UInt64
  /// The commit of the index that was asked.
  public var epoch: UInt64
  /// How many there are; at least so many if the answer is incomplete.
  public var total: Int
  /// Those that were asked for, in the order in which they came in.
  public var reprints: [DocumentReprint]
  /// How long it took, in milliseconds.
  public var tookMilliseconds: Double
  /// Whether the deadline came before all were found.
  public var isIncomplete: Bool
  /// Why there may be more.
  public var warnings: [QueryWarning]

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - ordinal: that of the document itself.
  ///   - epoch: the commit of the index that was asked.
  ///   - total: how many reprints there are.
  ///   - reprints: those that were asked for.
  ///   - tookMilliseconds: how long it took.
  ///   - isIncomplete: whether the deadline came before all were found.
  ///   - warnings: why there may be more.
  public init(
    ordinal: UInt64, epoch: UInt64, total: Int, reprints: [DocumentReprint], tookMilliseconds: Double,
    isIncomplete: Bool = false, warnings: [QueryWarning] = []
  ) {
    self.ordinal = ordinal
    self.epoch = epoch
    self.total = total
    self.reprints = reprints
    self.tookMilliseconds = tookMilliseconds
    self.isIncomplete = isIncomplete
    self.warnings = warnings
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    ordinal = try members.requiredCount("doc")
    epoch = try members.requiredCount("epoch")
    total = try members.requiredCount("total")
    reprints = try members.required("reprints", members.array("reprints", DocumentReprint.init(json:)))
    tookMilliseconds = try members.tookMilliseconds()
    isIncomplete = try members.bool("incomplete") ?? false
    warnings = try members.warnings()
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("doc", ordinal)
    writer.member("epoch", epoch)
    writer.member("total", total)
    writer.name("reprints")
    writer.beginArray()
    for reprint in reprints { reprint.write(to: &writer) }
    writer.endArray()
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.member("incomplete", isIncomplete)
    writer.member("warnings", warnings: warnings)
    writer.endObject()
  }
}
