import JSON
import JSONRPC

/// An index that the server offers.
public struct IndexSummary: Equatable, Sendable {
  /// The name by which requests choose it.
  public var name: String
  /// How many documents it holds, without deleted ones.
  public var documents: Int

  /// Makes a summary.
  public init(name: String, documents: Int) {
    self.name = name
    self.documents = documents
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "an index")
    name = try members.requiredString("name")
    documents = try members.requiredCount("documents")
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("documents", documents)
    writer.endObject()
  }
}
