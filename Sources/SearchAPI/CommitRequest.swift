public import JSON
public import JSONRPC

/// Waits until everything that an index was told before is durable and searchable.
public struct CommitRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = CommitAnswer

  /// Of which index, and how long to wait. There is no progress of it.
  public var task: TaskOptions

  /// Makes a request.
  public init(index: String? = nil) {
    task = TaskOptions(index: index)
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    task = try TaskOptions(Members(json, name: "params"))
  }

  /// The method.
  public static var method: Method { .indexCommit }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    task.write(to: &writer)
    writer.endObject()
  }
}
