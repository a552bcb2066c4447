public import JSON
public import JSONRPC

/// Verifies every checksum and every invariant of an index, in a process of its own.
public struct CheckRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = CheckAnswer

  /// Of which index, and how long it may take. There is no progress of it.
  public var task = TaskOptions()

  /// Makes a request.
  public init(index: String? = nil) {
    task = TaskOptions(index: index)
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    task = try TaskOptions(Members(json, name: "params"))
  }

  /// The method.
  public static var method: Method { .indexCheck }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    task.write(to: &writer)
    writer.endObject()
  }
}
