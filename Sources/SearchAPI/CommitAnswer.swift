public import JSON
public import JSONRPC

/// The state of an index that has everything that it was told.
public struct CommitAnswer: APIAnswer, Equatable {
  /// The commit.
  public var epoch: UInt64
  /// How long the wait was, in milliseconds.
  public var tookMilliseconds: Double

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - epoch: the commit.
  ///   - tookMilliseconds: how long the wait was.
  public init(epoch: UInt64, tookMilliseconds: Double) {
    self.epoch = epoch
    self.tookMilliseconds = tookMilliseconds
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    epoch = try members.requiredCount("epoch")
    tookMilliseconds = try members.tookMilliseconds()
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("epoch", epoch)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.endObject()
  }
}
