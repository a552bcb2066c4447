import JSON
import JSONRPC

/// A folder or file that an index follows.
public struct IndexRoot: Equatable, Sendable {
  /// Its path, absolute.
  public var path: DocumentPath
  /// What is known of it: `scanning`, `watched`, `polled`, `missing`, or what later servers say.
  public var state: String
  /// Why it is not watched, and what can be done about it.
  public var reason: String?
  /// How many of its files are known, those that were skipped included.
  public var files: Int
  /// What was removed from the index and is left out.
  public var excluded: [DocumentPath]

  /// Makes a root.
  ///
  /// - Parameters:
  ///   - path: its path, absolute.
  ///   - state: what is known of it.
  ///   - reason: why it is not watched, and what can be done about it.
  ///   - files: how many of its files are known.
  ///   - excluded: what was removed from the index and is left out.
  public init(path: DocumentPath, state: String, reason: String? = nil, files: Int, excluded: [DocumentPath] = []) {
    self.path = path
    self.state = state
    self.reason = reason
    self.files = files
    self.excluded = excluded
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a root")
    path = try members.required("path", members.path("path"))
    state = try members.requiredString("state")
    reason = try members.string("reason")
    files = try members.requiredCount("files")
    excluded = try members.paths("excluded") ?? []
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("path", ifPresent: path)
    writer.member("state", state)
    writer.member("reason", ifPresent: reason)
    writer.member("files", files)
    if !excluded.isEmpty { writer.member("excluded", paths: excluded) }
    writer.endObject()
  }
}
