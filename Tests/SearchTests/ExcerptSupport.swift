import Index
import Query
import Search

/// What a document shows for a query.
struct Excerpt {
  let body: [UInt8]
  let matches: [Match]
  let excerpts: DocumentExcerpts

  init(_ query: String, _ body: String, title: String = "") throws {
    var document = IndexDocument()
    document.title = Array(title.utf8)
    document.body = Array(body.utf8)
    self.body = document.body
    matches = try MatchFinder(SearchQuery(try QueryParser().parse(query))).matches(in: document).matches
    excerpts = DocumentExcerpts(of: document, matches: matches)
  }

  /// The fragments with brackets around what is highlighted.
  func fragments(limit: Int = 3) -> [String] {
    excerpts.fragments(limit: limit).map { fragment in
      var text = Array(fragment.text.utf8)
      for highlight in fragment.highlights.reversed() {
        text.insert(UInt8(ascii: "]"), at: highlight.upperBound)
        text.insert(UInt8(ascii: "["), at: highlight.lowerBound)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// The context of each match, its parts set apart by bars.
  func contexts(characters: Int) -> [String] {
    matches.map { excerpts.context(of: $0, characters: characters) }.map { "\($0.left)|\($0.text)|\($0.right)" }
  }

  /// Runs of white space as blanks, the plain way. The narrow no-break space belongs to numbers.
  static func collapsed(_ bytes: some Swift.Collection<UInt8>) -> String {
    var result = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if !scalar.properties.isWhitespace || scalar == "\u{202F}" {
        result.unicodeScalars.append(scalar)
      } else if result.unicodeScalars.last != " " {
        result += " "
      }
    }
    return result
  }
}
