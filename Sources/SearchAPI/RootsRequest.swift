public import JSON
public import JSONRPC

/// Asks which folders and files an index follows.
public struct RootsRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = RootsAnswer

  /// The index that is meant; nil for the only one, or `default`.
  public var index: String?

  /// Makes a request.
  public init(index: String? = nil) {
    self.index = index
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    index = try Members(json, name: "params").string("index", maxLength: RequestLimits.nameLength)
  }

  /// The method.
  public static var method: Method { .indexRoots }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("index", ifPresent: index)
    writer.endObject()
  }
}
