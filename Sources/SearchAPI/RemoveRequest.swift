public import JSON
public import JSONRPC

/// Removes documents from an index. What is removed of a folder that is followed is left out from now on.
public struct RemoveRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = ChangeAnswer

  /// The paths of documents; that of a folder stands for all below it.
  public var paths: [DocumentPath]
  /// The ids of documents.
  public var ids: [String]
  /// The index that is meant; nil for the only one, or `default`.
  public var index: String?

  /// Makes a request, of at least one path or id.
  public init(paths: [DocumentPath] = [], ids: [String] = [], index: String? = nil) {
    self.paths = paths
    self.ids = ids
    self.index = index
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    paths = try members.paths("paths") ?? []
    ids = try members.strings("ids") ?? []
    index = try members.string("index", maxLength: RequestLimits.nameLength)
    guard !paths.isEmpty || !ids.isEmpty else {
      throw RPCError(.invalidParams, "params must have paths or ids, at least one")
    }
  }

  /// The method.
  public static var method: Method { .indexRemove }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("index", ifPresent: index)
    if !paths.isEmpty { writer.member("paths", paths: paths) }
    if !ids.isEmpty { writer.member("ids", strings: ids) }
    writer.endObject()
  }
}
