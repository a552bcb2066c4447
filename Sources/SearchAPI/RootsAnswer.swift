public import JSON
public import JSONRPC

/// The folders and files that an index follows.
public struct RootsAnswer: APIAnswer, Equatable {
  /// The folders and files.
  public var roots: [IndexRoot]

  /// Makes an answer.
  public init(_ roots: [IndexRoot]) {
    self.roots = roots
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    roots = try members.required("roots", members.array("roots", IndexRoot.init(json:)))
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("roots", roots: roots)
    writer.endObject()
  }
}
