import JSON
import JSONRPC

/// A document as the index keeps it.
public struct StoredDocument: Equatable, Sendable {
  /// The document's ordinal: given when it first came in, and kept.
  public var ordinal: UInt64
  /// The commit of the index that was asked; nil where an older server does not say.
  public var epoch: UInt64?
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
  /// Its language, as BCP 47 names it, where that is known.
  public var language: String?
  /// What the places of its matches are places in; nil where there is no file.
  public var space: SourceSpace?
  /// The file that it was made of, as it was then.
  public var source: SourceInfo?
  /// The part of its text that was asked for, or as much of it as fits an answer; nil where the index stores none.
  public var text: String?
  /// Where that part begins in the text, in UTF-8 bytes.
  public var textOffset: Int?
  /// How long the whole text is, in UTF-8 bytes.
  public var textLength: Int?

  /// Makes a document of which nothing is known but its ordinal.
  public init(ordinal: UInt64) {
    self.ordinal = ordinal
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    ordinal = try members.requiredCount("doc")
    epoch = try members.integer("epoch", in: 0...UInt64.max)
    id = try members.string("id")
    path = try members.path("path")
    title = try members.string("title")
    date = try members.string("date")
    url = try members.string("url")
    language = try members.string("language")
    space = try members.choice("space")
    source = try members.source()
    text = try members.string("text")
    textOffset = try members.integer("textOffset", in: 0...Int.max)
    textLength = try members.integer("textLength", in: 0...Int.max)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("doc", ordinal)
    writer.member("epoch", ifPresent: epoch)
    writer.member("id", ifPresent: id)
    writer.member("path", ifPresent: path)
    writer.member("title", ifPresent: title)
    writer.member("date", ifPresent: date)
    writer.member("url", ifPresent: url)
    writer.member("language", ifPresent: language)
    writer.member("space", ifPresent: space?.rawValue)
    writer.member("source", ifPresent: source)
    writer.member("text", ifPresent: text)
    writer.member("textOffset", ifPresent: textOffset)
    writer.member("textLength", ifPresent: textLength)
    writer.endObject()
  }
}
