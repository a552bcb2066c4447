public import JSON
public import JSONRPC

/// Merges all segments of an index into one, and gives free space back to the file system.
public struct CompactRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = CompactAnswer

  /// Whether documents are numbered so that those with the same words stand together.
  public var reorders = false
  /// Of which index, and how long it may take.
  public var task = TaskOptions()

  /// Makes a request.
  public init() {}

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    reorders = try members.bool("reorder") ?? false
    task = try TaskOptions(members)
  }

  /// The method.
  public static var method: Method { .indexCompact }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if reorders { writer.member("reorder", true) }
    task.write(to: &writer)
    writer.endObject()
  }
}
