import Foundation
import JSON
import TestSupport
import Testing

/// Reprints as users see them: left out on request, counted, and listed.
@Suite struct ReprintTests {
  private static let original = "wire/truce-second-day-meridian.txt"
  private static let reprint = "wire/truce-second-day-harbour-post.txt"

  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Runs `quo` in the folder of the articles.
  private func quo(_ arguments: String) throws -> Outcome {
    try sandbox.shell(#"cd "$3/articles" && exec "$1" "# + arguments, Repository.seeds)
  }

  @Test func searchLeavesReprintsOutOnRequest() throws {
    try sandbox.buildSeeds()
    let daemon = try Daemon(in: sandbox)
    let all = try quo(#"search -l '"castello road"'"#).text
    #expect(all == "\(Self.reprint)\n\(Self.original)\nnews/september-truce-explainer.md\n", "\(all)")
    let files = try quo(#"search -l --collapse '"castello road"'"#)
    #expect(files.text == "\(Self.reprint)\nnews/september-truce-explainer.md\n" && files.errors == [], "\(files)")

    let shown = try quo(#"search --collapse '"castello road"'"#).text
    #expect(shown.contains("  \(Self.reprint)  (+1 reprint)\n"), "\(shown)")
    #expect(!shown.contains(Self.original) && shown.contains("\n2 of 3 documents, 1 reprint left out ("), "\(shown)")
    let first = try quo(#"search --collapse -n 1 '"castello road"'"#).text
    let second = try quo(#"search --collapse -n 1 --offset 1 '"castello road"'"#).text
    #expect(first.contains(Self.reprint) && second.contains("september-truce-explainer"), "\(first)\n\(second)")
    #expect(try quo(#"search --collapse -q --offset 2 '"castello road"'"#).status == 1)

    let lines = try quo(#"kwic --collapse '"castello road"'"#).text.split(separator: "\n")
    #expect(lines.count == 2 && !lines.contains { $0.contains("meridian") }, "\(lines)")
    let events = try quo(#"search --collapse --format jsonl '"castello road"'"#).text.split(separator: "\n")
      .map { try JSONValue(parsing: String($0)) }
    let begins = events.filter { $0["type"] == .string("begin") }.map { $0["data"]?.integer("reprints") }
    #expect(begins == [1, 0])
    #expect(events.last?["data"]?.integer("collapsed") == 1 && events.last?["data"]?.integer("total") == 3)
    let count = try sandbox.quo("count", #""castello road""#)
    #expect(count.text == "3\n", "all are counted")
    #expect(daemon.process.isRunning)
  }

  @Test func reprintsOfADocumentAreListed() throws {
    try sandbox.buildSeeds()
    let daemon = try Daemon(in: sandbox)
    let found = try quo("reprints \(Self.original)")
    #expect(found.status == 0 && found.errors == [])
    #expect(found.text.hasPrefix("The Harbour Post\n  \(Self.reprint)  85 % alike\n\n1 reprint ("), "\(found)")
    let json = try JSONValue(parsing: quo("reprints --format json \(Self.reprint)").text)
    #expect(json.integer("total") == 1 && json["warnings"] == .array([]))
    let none = try quo("reprints essays/had-had.txt")
    #expect(none.status == 1 && none.output == [] && none.errorText.contains("no reprints"), "\(none)")
    for arguments in ["nowhere", "--id nothing", "--doc 999999"] {
      let missing = try quo("reprints \(arguments)")
      #expect(missing.status == 1 && missing.errorText.contains("no such document"), "\(missing)")
      #expect(try quo("reprints --format json \(arguments)").text == "null\n")
    }
    #expect(daemon.process.isRunning)
  }

  /// Whole pages of reprints, so that the client has to ask until the daemon has no more.
  @Test func allPagesAreFetched() throws {
    let text = (0..<50).map { "word\($0)" }.joined(separator: " ")
    let texts = (0..<2500).map { number in number % 2 == 0 ? "same \(text)" : "same single\(number)" }
    try sandbox.build(texts)
    let daemon = try Daemon(in: sandbox)
    let outcome = try sandbox.quo("search", "--collapse", "--format", "trec", "-n", "5000", "same")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 1251 && Set(lines.map { $0.split(separator: " ")[2] }).count == 1251)
    #expect(outcome.errors == [], "\(outcome.errorText)")
    let shown = try sandbox.quo("reprints", "-n", "2", "--id", "100")
    #expect(shown.lastLine.hasPrefix("2 of 1,249 reprints ("), "\(shown)")
    #expect(shown.text.components(separatedBy: "  the same words\n").count == 3, "\(shown)")
    #expect(daemon.process.isRunning)
  }
}
