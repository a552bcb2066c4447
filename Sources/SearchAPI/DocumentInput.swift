import JSON
import JSONRPC

/// A document that a client gives to an index.
public struct DocumentInput: Equatable, Sendable {
  /// What it is known by; without one it is its path.
  public var id: String?
  /// The file that it stands for, which need not be there.
  public var path: DocumentPath?
  /// Its title.
  public var title: String?
  /// Its text.
  public var text: String
  /// Its date, in any form.
  public var date: String?
  /// Its address.
  public var url: String?
  /// Its language, as BCP 47 names it.
  public var language: String?

  /// Makes a document that is known by an id.
  public init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  /// Makes a document that is known by a path.
  public init(path: DocumentPath, text: String) {
    self.path = path
    self.text = text
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a document", prefix: "a document's ")
    id = try members.string("id")
    path = try members.path("path")
    title = try members.string("title")
    text = try members.requiredString("text")
    date = try members.string("date")
    url = try members.string("url")
    language = try members.string("language")
    // One that is known by nothing could never be replaced or removed.
    guard id?.isEmpty == false || path?.bytes.isEmpty == false else {
      throw RPCError(.invalidParams, "a document must have an id or a path")
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", ifPresent: id)
    writer.member("path", ifPresent: path)
    writer.member("title", ifPresent: title)
    writer.member("text", text)
    writer.member("date", ifPresent: date)
    writer.member("url", ifPresent: url)
    writer.member("language", ifPresent: language)
    writer.endObject()
  }
}
