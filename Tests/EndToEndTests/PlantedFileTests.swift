import Extraction
import Foundation
import SearchAPI
import TestSupport
import TextAnalysis
import Testing

/// Every place that the daemon tells is the place where a phrase was written.
@Suite struct PlantedFileTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Builds an index of a folder and serves it.
  private func serve(_ folder: String) throws -> Daemon {
    let outcome = try sandbox.quod("build", "--index", sandbox.index, folder)
    try #require(outcome.status == 0, "\(outcome)")
    return try Daemon(in: sandbox)
  }

  @Test func everyPhraseOf2000GeneratedFilesIsFoundWhereItWasWritten() throws {
    let folder = sandbox.directory.path(of: "files")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = (0..<2000).map { PlantedFile(seed: UInt64($0)) }
    for file in files {
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file.name)"))
    }
    let daemon = try serve(folder)
    var client = try SearchClient(connectingTo: SocketPath(daemon.socket), timeoutMilliseconds: 30_000)
    var count = 0
    for file in files {
      for phrase in file.phrases {
        let encoding = PositionEncoding.allCases[count % PositionEncoding.allCases.count]
        count += 1
        var request = SearchRequest(query: "\"\(phrase.words.joined(separator: " "))\"")
        request.positionEncoding = encoding
        request.timeoutMilliseconds = 10_000
        let hits = try client.answer(to: request, timeoutMilliseconds: 60_000).hits
        let comment = Comment(rawValue: "\(file.name), \(file.encoding), \(file.lineEnd): \(request.query)")
        #expect(hits.map(\.path) == [DocumentPath("\(folder)/\(file.name)")], comment)
        guard let hit = hits.first else { continue }
        #expect(hit.matchCount == 1 && hit.space == .file && !hit.isStale, comment)
        #expect(hit.matches.map(\.place) == [Self.place(of: phrase, in: encoding)], comment)
        #expect(hit.matches.map(\.field) == [phrase.isInTitle ? .title : .body], comment)
      }
    }
    print("2,000 generated files, \(count) phrases")
    #expect(count > 5_000)
  }

  private static func place(of phrase: PlantedFile.Phrase, in encoding: PositionEncoding) -> SearchMatch.Place {
    func position(_ place: PlantedFile.Place) -> SourcePosition {
      let column =
        switch encoding {
        case .utf8: place.utf8Column
        case .utf16: place.utf16Column
        case .utf32: place.utf32Column
        }
      return SourcePosition(offset: place.offset, line: place.line, column: column)
    }
    return SearchMatch.Place(start: position(phrase.start), end: position(phrase.end))
  }

  /// Phrases from the files themselves: three words in a row out of each hundred.
  private static func phrases(of text: [UInt8], _ analyzer: Analyzer) -> [String] {
    let terms = analyzer.tokens(of: text).map { String(decoding: $0.term, as: UTF8.self) }
    return stride(from: 0, to: max(terms.count - 3, 0), by: 100).map { terms[$0..<$0 + 3].joined(separator: " ") }
  }

  @Test(arguments: [Repository.seeds + "/articles", Repository.realArticles].filter(FileManager.default.fileExists))
  func whatTheSamplesHoldIsWhereTheDaemonSays(folder: String) throws {
    let daemon = try serve(folder)
    var client = try SearchClient(connectingTo: SocketPath(daemon.socket), timeoutMilliseconds: 30_000)
    let analyzer = Analyzer()
    var (buffer, count): ([UInt8], Int) = ([], 0)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for name in names.sorted() where !name.hasSuffix(".jsonl") && !name.hasPrefix(".") {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"), !data.isEmpty else { continue }
      let format: TextFormat =
        name.hasSuffix(".html") ? .html : name.hasSuffix(".md") ? .markdown : name.hasSuffix(".eml") ? .email : .text
      guard let document = format.extract(Array(data), decodingInto: &buffer) else { continue }
      for phrase in Self.phrases(of: document.body.bytes, analyzer) {
        var request = SearchRequest(query: "\"\(phrase)\"")
        request.matches = 1000
        let terms = analyzer.tokens(of: Array(phrase.utf8)).map(\.term)
        for hit in try client.answer(to: request, timeoutMilliseconds: 60_000).hits where hit.space == .file {
          let path = try #require(hit.path?.text)
          let file = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
          #expect(hit.matches.count == hit.matchCount, "\(phrase)")
          for match in hit.matches {
            let place = try #require(match.place, "\(phrase) in \(path)")
            #expect(analyzer.tokens(of: Array(match.text.utf8)).map(\.term) == terms, "\(phrase) in \(path)")
            try Self.check(file, place, terms, analyzer, "\(phrase) in \(path)")
            count += 1
          }
        }
      }
    }
    print("\(folder): \(count) matches")
    #expect(count > 20)
  }

  /// Holds a place against the bytes of the file: what is left without tags and references has the words of the phrase in
  /// a row, and line and column are those of somebody who counts.
  private static func check(
    _ file: [UInt8], _ place: SearchMatch.Place, _ terms: [[UInt8]], _ analyzer: Analyzer, _ comment: Comment
  ) throws {
    try #require(place.end.offset <= file.count, comment)
    var buffer: [UInt8] = []
    // Without its mark, UTF-16 is not known for what it is.
    let mark = file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) ? file[..<2] : []
    let slice = Array(mark + file[place.start.offset..<place.end.offset])
    let words = [TextFormat.html, .markdown, .text].map { format in
      let part = format.extract(slice, decodingInto: &buffer)
      return analyzer.tokens(of: (part?.title.bytes ?? []) + [0x20] + (part?.body.bytes ?? [])).map(\.term)
    }
    #expect(words.contains(terms), comment)

    // The samples are UTF-8, but for a few in Windows-1252, in which columns are not counted here.
    guard String(validating: file, as: UTF8.self) != nil else { return }
    for position in [place.start, place.end] {
      let before = file[..<position.offset]
      #expect(position.line == before.count { $0 == 0x0A }, comment)
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      #expect(position.column == position.offset - lineStart, comment)
    }
  }
}
