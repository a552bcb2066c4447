import JSON
import JSONRPC

/// How an index is kept up to date: the part of its status that tells of changes.
public struct UpdatingStatus: Equatable, Sendable {
  /// Requests that wait to be committed.
  public var pendingRequests = 0
  /// Bytes of the documents in them.
  public var pendingBytes: UInt64 = 0
  /// Whether segments are being merged.
  public var isMerging = false
  /// Whether folders are being looked through or files read.
  public var isReading = false
  /// Whether the file is being copied.
  public var isCopying = false
  /// The folders and files that are followed.
  public var roots: [IndexRoot] = []
  /// Why nothing can be written for now, such as a full disk.
  public var obstacle: String?
  /// Why the index is not written at all.
  public var readOnly: String?
  /// What went wrong last, in words.
  public var lastError: String?

  /// Nothing is going on.
  public init() {}

  init(_ members: Members) throws(RPCError) {
    if let pending = try members.members("pending") {
      pendingRequests = try pending.requiredCount("requests")
      pendingBytes = try pending.requiredCount("bytes")
    }
    isMerging = try members.bool("merging") ?? false
    isReading = try members.bool("reading") ?? false
    isCopying = try members.bool("copying") ?? false
    roots = try members.array("roots", IndexRoot.init(json:)) ?? []
    obstacle = try members.string("obstacle")
    readOnly = try members.string("readOnly")
    lastError = try members.string("lastError")
  }

  /// Writes the members, those left out that have nothing to say.
  func write(to writer: inout JSONWriter) {
    if pendingRequests > 0 {
      writer.name("pending")
      writer.beginObject()
      writer.member("requests", pendingRequests)
      writer.member("bytes", pendingBytes)
      writer.endObject()
    }
    if isMerging { writer.member("merging", true) }
    if isReading { writer.member("reading", true) }
    if isCopying { writer.member("copying", true) }
    if !roots.isEmpty { writer.member("roots", roots: roots) }
    writer.member("obstacle", ifPresent: obstacle)
    writer.member("readOnly", ifPresent: readOnly)
    writer.member("lastError", ifPresent: lastError)
  }
}
