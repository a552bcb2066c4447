import Index
import Query
import Search
import Testing

/// The piece of text that a hit is shown with.
@Suite struct SnippetTests {
  private static func snippet(_ query: String, _ body: String) throws -> String? {
    var document = IndexDocument()
    document.body = Array(body.utf8)
    return try SnippetMaker(query: SearchQuery(try QueryParser().parse(query))).snippet(of: document)
  }

  @Test func shortTextIsShownWhole() throws {
    #expect(try Self.snippet("fox", "The quick brown fox.") == "The quick brown fox.")
    #expect(try Self.snippet("fox", "  The\tquick\n\n brown\r\nfox. \n") == "The quick brown fox.")
    #expect(try Self.snippet("absent", "The quick brown fox.") == "The quick brown fox.")
    #expect(try Self.snippet("fox", "") == nil)
    #expect(try Self.snippet("fox", " \n ") == nil)
  }

  @Test func longTextIsCutAroundTheFirstMatch() throws {
    let filler = (0..<100).map { "word\($0)" }.joined(separator: " ")
    let snippet = try #require(try Self.snippet("\"prime minister\"", filler + " the prime\nminister spoke. " + filler))
    #expect(snippet.hasPrefix("…word"))
    #expect(snippet.hasSuffix("…"))
    #expect(snippet.contains("the prime minister spoke. word0"))
    #expect(snippet.utf8.count <= SnippetMaker.length + 6)
    // Words are whole.
    let words = snippet.dropFirst().dropLast().split(separator: " ")
    #expect(words.allSatisfy { (filler + " the prime minister spoke.").split(separator: " ").contains($0) })
  }

  @Test func onlyWhatWasAskedForCounts() throws {
    let filler = String(repeating: "x ", count: 200)
    let text = "minister " + filler + "prime " + filler + "prime minister " + filler
    #expect(try #require(try Self.snippet("\"prime minister\"", text)).contains("prime minister"))
    #expect(try #require(try Self.snippet("title:prime", text)).hasPrefix("minister x"))
    #expect(try #require(try Self.snippet("absent OR prim*", text)).contains("x prime x"))
  }

  @Test func charactersAreNeverCut() throws {
    let text = String(repeating: "停火协议在周一生效", count: 200)
    for query in ["停火", "周一", "absent"] {
      let snippet = try #require(try Self.snippet(query, text))
      #expect(!snippet.contains("\u{FFFD}"))
      #expect(snippet.utf8.count <= SnippetMaker.length + 6)
    }
    let padded = String(repeating: "é", count: 99) + "停" + String(repeating: "é", count: 300)
    #expect(!(try #require(try Self.snippet("absent", padded)).contains("\u{FFFD}")))
  }
}
