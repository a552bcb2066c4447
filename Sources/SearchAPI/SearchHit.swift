import JSON
import JSONRPC

/// A document that matches.
public struct SearchHit: Equatable, Sendable {
  /// The document's ordinal: given when it first came in, and kept.
  public var ordinal: UInt64
  /// How well it matches (BM25).
  public var score: Float
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
  /// A piece of its text.
  public var snippet: String?

  /// Makes a hit that holds nothing but its place in the ranking.
  public init(ordinal: UInt64, score: Float) {
    self.ordinal = ordinal
    self.score = score
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a hit")
    ordinal = try members.requiredCount("doc")
    let limit = Double(Float.greatestFiniteMagnitude)
    score = Float(try members.required("score", members.double("score", in: -limit...limit)))
    id = try members.string("id")
    path = try members.path("path")
    title = try members.string("title")
    date = try members.string("date")
    url = try members.string("url")
    snippet = try members.string("snippet")
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("doc", ordinal)
    writer.member("id", ifPresent: id)
    writer.member("path", ifPresent: path)
    writer.name("score")
    writer.float(score)
    writer.member("title", ifPresent: title)
    writer.member("date", ifPresent: date)
    writer.member("url", ifPresent: url)
    writer.member("snippet", ifPresent: snippet)
    writer.endObject()
  }
}
