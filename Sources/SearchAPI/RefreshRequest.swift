public import JSON
public import JSONRPC

/// Looks through the folders that an index follows for changes, now.
public struct RefreshRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = ChangeAnswer

  /// Where to look; all that is followed if there are none.
  public var paths: [DocumentPath] = []
  /// Of which index, and how long it may take.
  public var task = TaskOptions()

  /// Makes a request.
  public init(paths: [DocumentPath] = []) {
    self.paths = paths
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    paths = try members.absolutePaths("paths") ?? []
    task = try TaskOptions(members)
  }

  /// The method.
  public static var method: Method { .indexRefresh }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if !paths.isEmpty { writer.member("paths", paths: paths) }
    task.write(to: &writer)
    writer.endObject()
  }
}
