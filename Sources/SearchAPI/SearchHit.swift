package import JSON
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
  /// Its language, as BCP 47 names it, where that is known.
  public var language: String?
  /// What the places of ``matches`` and ``snippets`` are places in; nil where there is no file.
  public var space: SourceSpace?
  /// The file that it was made of, as it was then.
  public var source: SourceInfo?
  /// Whether the file has changed since: places are those where the text was found again.
  public var isStale = false
  /// How many other documents of the index are reprints of it; nil where that was not asked for, or is not known.
  public var reprintCount: Int?
  /// How many matches the document has in all; nil where that is not known.
  public var matchCount: Int?
  /// Its matches, in the order of the text; as many as were asked for.
  public var matches: [SearchMatch] = []
  /// The pieces of its text that show best why it matches, in the order of the text.
  public var snippets: [SearchSnippet] = []

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
    language = try members.string("language")
    space = try members.choice("space")
    source = try members.source()
    isStale = try members.bool("stale") ?? false
    reprintCount = try members.integer("reprints", in: 0...Int.max)
    matchCount = try members.integer("matchCount", in: 0...Int.max)
    matches = try members.array("matches", SearchMatch.init(json:)) ?? []
    snippets = try members.array("snippets", SearchSnippet.init(json:)) ?? []
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeMembers(to: &writer)
    writer.endObject()
  }

  /// Writes the members without the object around them.
  package func writeMembers(to writer: inout JSONWriter) {
    writer.member("doc", ordinal)
    writer.member("id", ifPresent: id)
    writer.member("path", ifPresent: path)
    writer.name("score")
    writer.float(score)
    writer.member("title", ifPresent: title)
    writer.member("date", ifPresent: date)
    writer.member("url", ifPresent: url)
    writer.member("language", ifPresent: language)
    writer.member("space", ifPresent: space?.rawValue)
    writer.member("source", ifPresent: source)
    if isStale { writer.member("stale", true) }
    writer.member("reprints", ifPresent: reprintCount)
    writer.member("matchCount", ifPresent: matchCount)
    if !matches.isEmpty {
      writer.name("matches")
      writer.beginArray()
      for match in matches {
        match.write(to: &writer)
      }
      writer.endArray()
    }
    if !snippets.isEmpty {
      writer.name("snippets")
      writer.beginArray()
      for snippet in snippets {
        snippet.write(to: &writer)
      }
      writer.endArray()
    }
  }
}
