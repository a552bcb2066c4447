import JSON
import JSONRPC

/// A document as the index keeps it.
public struct StoredDocument: Equatable, Sendable {
  /// The document's ordinal: given when it first came in, and kept.
  public var ordinal: UInt64
  /// The id that its source gave it.
  public var id: String?
  /// The file that it came from.
  public var path: DocumentPath?
  /// Its title.
  public var title: String?
  /// Its date, as its source gave it.
  public var date: String?
  /// Its address, as its source gave it.
  public var url: String?
  /// Its text; nil where the index stores none.
  public var text: String?

  /// Makes a document of which nothing is known but its ordinal.
  public init(ordinal: UInt64) {
    self.ordinal = ordinal
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    ordinal = try members.requiredCount("doc")
    id = try members.string("id")
    path = try members.path("path")
    title = try members.string("title")
    date = try members.string("date")
    url = try members.string("url")
    text = try members.string("text")
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("doc", ordinal)
    writer.member("id", ifPresent: id)
    writer.member("path", ifPresent: path)
    writer.member("title", ifPresent: title)
    writer.member("date", ifPresent: date)
    writer.member("url", ifPresent: url)
    writer.member("text", ifPresent: text)
    writer.endObject()
  }
}
