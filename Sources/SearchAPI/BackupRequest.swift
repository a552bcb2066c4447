public import JSON
public import JSONRPC

/// Copies an index as it is now into another directory.
public struct BackupRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = BackupAnswer

  /// Where to: an absolute path, of a directory that is empty or not there.
  public var path: DocumentPath
  /// Of which index, and how long it may take.
  public var task = TaskOptions()

  /// Makes a request.
  public init(path: DocumentPath) {
    self.path = path
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    path = try members.required("path", members.path("path"))
    guard path.isAbsolute else { throw members.invalid("path", "absolute") }
    task = try TaskOptions(members)
  }

  /// The method.
  public static var method: Method { .indexBackup }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("path", ifPresent: path)
    task.write(to: &writer)
    writer.endObject()
  }
}
