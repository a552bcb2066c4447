import Foundation
import JSON
import SearchAPI
import TestSupport
import Testing

/// Where matches stand in files, and what becomes of that when the files change behind the index's back.
@Suite struct PlaceTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private var folder: String { sandbox.directory.path(of: "files") }

  private func path(of name: String) -> String { "\(folder)/\(name)" }

  private func write(_ text: String, to name: String, encoding: String.Encoding = .utf8) throws {
    try #require(text.data(using: encoding)).write(to: URL(fileURLWithPath: path(of: name)))
  }

  /// Builds an index of the files and serves it.
  private func serve() throws -> Daemon {
    let outcome = try sandbox.quod("build", "--index", sandbox.index, folder)
    try #require(outcome.status == 0, "\(outcome)")
    return try Daemon(in: sandbox)
  }

  private func hit(
    _ query: String, of daemon: Daemon, encoding: PositionEncoding? = nil, matches: Int? = nil
  ) throws -> SearchHit {
    var request = SearchRequest(query: query)
    request.positionEncoding = encoding
    if let matches { request.matches = matches }
    let hits = try daemon.answer(to: request).hits
    try #require(hits.count == 1, "\(query)")
    return hits[0]
  }

  /// What a match covers of a file as it is now.
  private func slice(_ match: SearchMatch, of name: String) throws -> String {
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path(of: name))))
    let place = try #require(match.place)
    try #require(place.end.offset <= bytes.count)
    return String(decoding: bytes[place.start.offset..<place.end.offset], as: UTF8.self)
  }

  @Test func aPhraseIsFoundThroughMarkupAndLineBreaks() throws {
    try write(
      "<html><head><title>Talks</title></head>\n<body><p>Of the &lsquo;<b>climate</b>\r\n  t&#97;lks&rsquo;, more:</p></body>",
      to: "page.html")
    let daemon = try serve()
    let hit = try hit("\"climate talks\"", of: daemon)
    #expect(hit.space == .file && !hit.isStale && hit.matchCount == 1)
    let match = try #require(hit.matches.first)
    #expect(try slice(match, of: "page.html") == "climate</b>\r\n  t&#97;lks")
    #expect(match.text == "climate talks")
    #expect(match.left.hasSuffix("‘") && match.right.hasPrefix("’, more"))
    let place = try #require(match.place)
    #expect((place.start.line, place.start.column) == (1, 26))
    #expect((place.end.line, place.end.column) == (2, 11))
  }

  @Test func columnsCountWhatWasAskedFor() throws {
    try write("first line\n😀 é ﬁne storm warning", to: "a.txt", encoding: .utf16)
    let daemon = try serve()
    for (encoding, column) in [(PositionEncoding.utf8, 14), (.utf16, 9), (.utf32, 8)] {
      let match = try #require(try hit("\"storm warning\"", of: daemon, encoding: encoding).matches.first)
      #expect(match.place?.start.line == 1)
      #expect(match.place?.start.column == column, "\(encoding)")
    }

    let connection = try daemon.connect()
    let params = #"{"protocol":1,"positionEncodings":["utf-16"]}"#
    _ = try connection.ask(line: #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":\#(params)}"#)
    let answer = try connection.ask(
      line: #"{"jsonrpc":"2.0","id":2,"method":"search","params":{"query":"\"storm warning\""}}"#)
    let agreed = try SearchAnswer(json: #require(answer["result"]))
    #expect(agreed.hits.first?.matches.first?.place?.start.column == 9)
    #expect(agreed.hits.first?.snippets.first?.highlights == [20..<33])
  }

  @Test func aFileThatWasOnlyTouchedIsNotStale() throws {
    try write("a storm warning", to: "a.txt")
    let daemon = try serve()
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: path(of: "a.txt"))
    let hit = try hit("\"storm warning\"", of: daemon)
    #expect(!hit.isStale)
    #expect(try slice(#require(hit.matches.first), of: "a.txt") == "storm warning")
  }

  @Test func inAChangedFileMatchesAreFoundAgainByTheirText() throws {
    try write("Title\n\nOne storm warning for the north. Another storm warning for the south.\n", to: "a.txt")
    let daemon = try serve()
    try write(
      "Title\n\nA new storm warning first. Added.\n\nAnother storm\nwarning for the south. Gone is the north.\n",
      to: "a.txt")
    let hit = try hit("\"storm warning\"", of: daemon)
    #expect(hit.isStale && hit.matches.count == 2)
    // What has moved is told by the text around it: of the second one that is the same.
    #expect(try slice(hit.matches[1], of: "a.txt") == "storm\nwarning")
    #expect(hit.matches[1].place?.start.line == 4)
    #expect(hit.matches[1].text == "storm warning")
  }

  @Test func aSnippetOfAChangedFileBeginsWhereItsMatchDoes() throws {
    try write("Title\n\nOne storm warning for the north.\n", to: "a.txt")
    let daemon = try serve()
    try write("Title\n\nAdded.\nOne storm warning for the north. And another storm warning.\n", to: "a.txt")
    let hit = try hit("\"storm warning\"", of: daemon)
    #expect(hit.isStale && hit.matches.first?.place?.start.line == 3)
    #expect(hit.snippets.map(\.place) == [hit.matches.first?.place?.start])
  }

  @Test func aMatchThatIsGoneTakesThePlaceOfNoneThatIsNotShown() throws {
    try write("Title\n\nOne storm warning for the north.\n\nAnother storm warning for the south.\n", to: "a.txt")
    let daemon = try serve()
    try write("Title\n\nNothing for the north.\n\nAnother storm warning for the south.\n", to: "a.txt")
    let hit = try hit("\"storm warning\"", of: daemon, matches: 1)
    #expect(hit.isStale && hit.matchCount == 2 && hit.matches.count == 1)
    #expect(hit.matches.first?.place == nil)
  }

  @Test func aTitleThatIsTheNameOfAnEmptyFileHasNoPlace() throws {
    try write(" \n", to: "harbour lights.txt")
    let hit = try hit("harbour", of: serve())
    #expect(!hit.isStale && hit.matchCount == 1)
    #expect(hit.matches.map(\.text) == ["harbour"] && hit.matches.first?.place == nil)
  }

  @Test func whatIsGoneHasNoPlace() throws {
    try write("Title\n\nOne storm warning.", to: "a.txt")
    try write("Title\n\nTwo flood warnings.", to: "b.txt")
    try write("Title\n\nThree gale forecasts.", to: "c.txt")
    let daemon = try serve()
    try write("Nothing of the kind.", to: "a.txt")
    try FileManager.default.removeItem(atPath: path(of: "b.txt"))
    try FileManager.default.removeItem(atPath: path(of: "c.txt"))
    #expect(try sandbox.shell(#"mkfifo "$3""#, path(of: "c.txt")).status == 0)
    for query in ["\"storm warning\"", "\"flood warnings\"", "\"gale forecasts\""] {
      let hit = try hit(query, of: daemon)
      #expect(hit.isStale && hit.matchCount == 1, "\(query)")
      #expect(hit.matches.count == 1 && hit.matches[0].place == nil, "\(query)")
      #expect(hit.snippets.count == 1 && hit.snippets[0].place == nil, "\(query)")
    }
  }

  @Test func aRecordIsStaleOnlyIfItsOwnLineHasChanged() throws {
    let lines = [#"{"id":"a","title":"One","text":"a storm\nwarning"}"#, #"{"id":"b","text":"a flood warning"}"#]
    try write(lines.joined(separator: "\n") + "\n", to: "x.jsonl")
    let daemon = try serve()
    try write(lines[0] + "\n" + #"{"id":"b","text":"no flood warning"}"# + "\nmore\n", to: "x.jsonl")
    let first = try hit("\"storm warning\"", of: daemon)
    #expect(!first.isStale && first.space == .field && first.source?.line == 1)
    let place = try #require(first.matches.first?.place)
    #expect((place.start.offset, place.end.offset) == (2, 15))
    #expect((place.end.line, place.end.column) == (1, 7))
    let second = try hit("\"flood warning\"", of: daemon)
    #expect(second.isStale && second.source?.line == 2)

    // One that stands elsewhere now is the same.
    try write("{}\n\n" + lines[1] + "\n" + lines[0], to: "x.jsonl")
    for (query, line) in [("\"storm warning\"", 4), ("\"flood warning\"", 3)] {
      let moved = try hit(query, of: daemon)
      #expect(!moved.isStale && moved.source?.line == line, "\(query)")
    }
  }

  @Test func ofAHitThatIsTooLongForAnAnswerTheFirstMatchesAreTold() throws {
    for name in ["a.txt", "b.txt"] {
      try write(name + "\n\n" + String(repeating: "a storm warning ", count: 2000), to: name)
    }
    let daemon = try serve()
    var request = SearchRequest(query: "storm")
    (request.matches, request.context, request.timeoutMilliseconds) = (1000, 500, 10_000)
    for (limit, found) in [(1, 1), (2, 2)] {
      request.limit = limit
      let answer = try daemon.answer(to: request)
      let hit = try #require(answer.hits.first)
      #expect(answer.hits.count == 1 && hit.matchCount == 2000)
      #expect((500..<1000).contains(hit.matches.count) && hit.snippets.count == 3)
      #expect(
        answer.warnings.map(\.message)
          == (found > 1 ? ["the answer has room for the first 1 of 2 hits; ask for fewer"] : [])
          + [
            "the answer has room for the first \(hit.matches.count) of the hit's 1000 matches; ask for fewer or less context"
          ])
    }
  }

  @Test func placesOfACompressedFileAreThoseOfWhatItHolds() throws {
    try write("Of a storm warning", to: "a.txt")
    #expect(try sandbox.shell(#"gzip "$3""#, path(of: "a.txt")).status == 0)
    let daemon = try serve()
    let hit = try hit("\"storm warning\"", of: daemon)
    #expect(hit.space == .content && !hit.isStale)
    #expect(hit.matches.first?.place?.start.offset == 5)
    #expect(hit.matches.first?.place?.end.offset == 18)
  }
}
