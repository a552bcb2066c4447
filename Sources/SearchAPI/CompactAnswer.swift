public import JSON
public import JSONRPC

/// What compacting an index has brought.
public struct CompactAnswer: APIAnswer, Equatable {
  /// The commit of the index.
  public var epoch: UInt64
  /// How many segments there were.
  public var segments: Int
  /// Bytes of the file before.
  public var bytesBefore: UInt64
  /// Bytes of the file now.
  public var bytesAfter: UInt64
  /// How long it took, in milliseconds.
  public var tookMilliseconds: Double

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - epoch: the commit of the index.
  ///   - segments: how many segments there were.
  ///   - bytesBefore: bytes of the file before.
  ///   - bytesAfter: bytes of the file now.
  ///   - tookMilliseconds: how long it took.
  public init(epoch: UInt64, segments: Int, bytesBefore: UInt64, bytesAfter: UInt64, tookMilliseconds: Double) {
    self.epoch = epoch
    self.segments = segments
    self.bytesBefore = bytesBefore
    self.bytesAfter = bytesAfter
    self.tookMilliseconds = tookMilliseconds
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    epoch = try members.requiredCount("epoch")
    segments = try members.requiredCount("segments")
    bytesBefore = try members.requiredCount("bytesBefore")
    bytesAfter = try members.requiredCount("bytesAfter")
    tookMilliseconds = try members.tookMilliseconds()
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("epoch", epoch)
    writer.member("segments", segments)
    writer.member("bytesBefore", bytesBefore)
    writer.member("bytesAfter", bytesAfter)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.endObject()
  }
}
