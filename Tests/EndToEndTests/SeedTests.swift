import Foundation
import SearchAPI
import TestSupport
import Testing

/// The samples, and what they are known to hold.
@Suite struct SeedTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func theBuildSaysWhatItDid() throws {
    let outcome = try sandbox.quod("build", "--index", sandbox.index, Repository.seeds)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.lastLine.hasPrefix("indexed 53 documents, "), "\(outcome)")
    #expect(outcome.lastLine.hasSuffix("; skipped nothing"), "\(outcome)")
    #expect(outcome.errorText == "")
  }

  @Test func everyQueryFindsItsDocuments() throws {
    try sandbox.buildSeeds()
    let daemon = try Daemon(in: sandbox)
    let rows = try Repository.table("queries/phrases.tsv")
    #expect(rows.count > 200)
    for row in rows {
      let expected = row[2].split(separator: " ").map(String.init)
      try #require(row.count == 3 && Int(row[1]) == expected.count, "the row of \(row[0])")
      var request = SearchRequest(query: row[0])
      request.limit = 100
      request.timeoutMilliseconds = 10_000
      let answer = try daemon.answer(to: request)
      #expect(
        answer.hits.map(Self.place).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } == expected,
        "\(row[0])")
      #expect(answer.total == expected.count && answer.totalRelation == .equal && !answer.isIncomplete, "\(row[0])")
      #expect(zip(answer.hits, answer.hits.dropFirst()).allSatisfy { $0.score >= $1.score }, "\(row[0])")
      #expect(try daemon.count(row[0]) == expected.count, "\(row[0])")
    }
  }

  /// The path below the articles, and the id behind `#` where a file holds several documents.
  private static func place(of hit: SearchHit) -> String {
    let path = hit.path?.text ?? ""
    let place = path.components(separatedBy: "/seeds/articles/").last ?? path
    return hit.id.map { "\(place)#\($0)" } ?? place
  }

  @Test func theIndexIsSoundAndAccountsForItsBytes() throws {
    try sandbox.buildSeeds()
    let check = try sandbox.quod("check", "--index", sandbox.index)
    #expect(check.status == 0 && check.text.hasPrefix("sound; looked at 1 segment, 53 documents, "), "\(check)")

    let stats = try sandbox.quod("stats", "--index", sandbox.index)
    #expect(stats.status == 0)
    let size = try IndexImage(directory: sandbox.index).bytes.count
    let inUse = try #require(Self.figure("file, pages in use", in: stats.text))
    let free = try #require(Self.figure("file, free pages", in: stats.text))
    #expect(inUse + free == size, "\(stats)")
    #expect(Self.figure("documents", in: stats.text) == 53)
    #expect(Self.figure("segments", in: stats.text) == 1)
    #expect(Self.figure("epoch", in: stats.text) == 1)
    let streams = stats.text.split(separator: "\n").filter { $0.hasPrefix("stream ") }
    #expect(streams.contains { $0.hasPrefix("stream positions ") } && streams.count >= 8)
  }

  /// The number behind a name at the start of a line.
  private static func figure(_ name: String, in table: String) -> Int? {
    let line = table.split(separator: "\n").first { $0.hasPrefix(name + " ") }
    return line?.dropFirst(name.count).split(separator: " ").first.flatMap { Int($0.filter { $0 != "," }) }
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for name in ["one", "two"] { try sandbox.buildSeeds(into: sandbox.directory.path(of: name)) }
    #expect(try sandbox.directory.contents(of: "one/data.mdb") == sandbox.directory.contents(of: "two/data.mdb"))
  }

  @Test func aDocumentIsGivenWithItsText() throws {
    try sandbox.buildSeeds()
    let answer = try Daemon(in: sandbox).answer(to: DocumentRequest(.id("mna-1120-storm")))
    #expect(answer.document?.title?.hasPrefix("Storm warning for Sunday") == true)
    #expect(answer.document?.text?.contains("storm warning is in force") == true)
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: Repository.realArticles),
      "five articles from the web lie beside the repository on some machines only"))
  func aPhraseIsFoundInTheOneRealArticleThatHasIt() throws {
    let outcome = try sandbox.quod("build", "--index", sandbox.index, Repository.realArticles)
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("indexed 5 documents, "), "\(outcome)")
    let answer = try Daemon(in: sandbox).answer(to: SearchRequest(query: #""barrel bombs""#))
    #expect(answer.hits.count == 1 && answer.total == 1)
    #expect(answer.hits.first?.path?.text.hasSuffix("002_46b513dded2c39dd.txt") == true)
  }
}
