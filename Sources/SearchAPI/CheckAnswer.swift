public import JSON
public import JSONRPC

/// What verifying an index has found.
public struct CheckAnswer: APIAnswer, Equatable {
  /// Whether no damage was found.
  public var isSound: Bool
  /// What was found, a line each: damage, and what is worth knowing.
  public var findings: [String]
  /// How many findings more there are than ``findings``.
  public var unlisted: Int
  /// Documents that were looked at.
  public var documents: Int
  /// Bytes whose checksums were computed.
  public var bytes: UInt64
  /// How long it took, in milliseconds.
  public var tookMilliseconds: Double

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - isSound: whether no damage was found.
  ///   - findings: what was found, a line each.
  ///   - unlisted: how many findings more there are.
  ///   - documents: documents that were looked at.
  ///   - bytes: bytes whose checksums were computed.
  ///   - tookMilliseconds: how long it took.
  public init(
    isSound: Bool, findings: [String], unlisted: Int = 0, documents: Int = 0, bytes: UInt64 = 0,
    tookMilliseconds: Double
  ) {
    self.isSound = isSound
    self.findings = findings
    self.unlisted = unlisted
    self.documents = documents
    self.bytes = bytes
    self.tookMilliseconds = tookMilliseconds
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    isSound = try members.required("sound", members.bool("sound"))
    findings = try members.required("findings", members.strings("findings"))
    unlisted = try members.integer("unlisted", in: 0...Int.max) ?? 0
    documents = try members.requiredCount("documents")
    bytes = try members.requiredCount("bytes")
    tookMilliseconds = try members.tookMilliseconds()
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("sound", isSound)
    writer.member("findings", strings: findings)
    if unlisted > 0 { writer.member("unlisted", unlisted) }
    writer.member("documents", documents)
    writer.member("bytes", bytes)
    writer.member("tookMs", milliseconds: tookMilliseconds)
    writer.endObject()
  }
}
