public import JSON
public import JSONRPC

/// What copying an index has brought.
public struct BackupAnswer: APIAnswer, Equatable {
  /// Bytes of the copy.
  public var bytes: UInt64
  /// How long it took, in milliseconds.
  public var tookMilliseconds: Double

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - bytes: bytes of the copy.
  ///   - tookMilliseconds: how long it took.
  public init(bytes: UInt64, tookMilliseconds: Double) {
    self.bytes = bytes
    self.tookMilliseconds = tookMilliseconds
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    bytes = try members.requiredCount("bytes")
    tookMilliseconds = try members.tookMilliseconds()
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("bytes", bytes)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.endObject()
  }
}
