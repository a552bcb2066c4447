import Extraction
import Index
import Search
import SearchAPI

/// Finds where matches stand in the files that their documents came from, as these files are now.
///
/// A file that is as it was has the places that the index knows. One that has changed is read anew, as a build would, and
/// each match is looked for there by its text.
struct MatchPlacer {
  private let unit: SourceLines.Unit
  private let interruption: Interruption
  private var files = OriginalFiles()

  /// How many matches of a changed file are compared with those that were found.
  private static let relocationLimit = 1000

  /// - Parameters:
  ///   - encoding: what columns count.
  ///   - interruption: when to stop looking for them.
  init(encoding: PositionEncoding, interruption: Interruption) {
    unit = SourceLines.Unit(encoding)
    self.interruption = interruption
  }

  /// Finds where matches stand.
  ///
  /// - Parameters:
  ///   - chosen: which of the matches are wanted, as indices; one may come several times.
  ///   - matches: matches of the document. Those that are not wanted may still be what is found in a changed file.
  ///   - document: the document as the index has it.
  ///   - finder: what has found the matches.
  ///   - maps: gives the document's maps to its file; called only if they are needed.
  /// - Returns: a place for each that was chosen.
  /// - Throws: `IndexError` for a damaged index, `SearchError.cancelled`, and what `maps` throws.
  mutating func places(
    of chosen: [Int], among matches: [Match], in document: IndexDocument, finder: MatchFinder,
    maps: () throws -> (title: [UInt8], body: [UInt8])
  ) throws -> MatchPlaces {
    let wanted = chosen.map { matches[$0] }
    guard let source = document.source else {
      return MatchPlaces(places: placesInFields(wanted, of: document), isStale: false)
    }
    // What is in the fields of a record stays where it is in them; a name is nowhere in its file.
    if source.format == .record {
      let line = files.line(ofRecord: source, at: document.path)
      return MatchPlaces(places: placesInFields(wanted, of: document), isStale: line == nil, recordLine: line)
    }
    let none = [SearchMatch.Place?](repeating: nil, count: chosen.count)
    guard let format = source.format.textFormat, !chosen.isEmpty else {
      return MatchPlaces(places: none, isStale: files.isStale(source, at: document.path))
    }
    switch files.read(source, at: document.path) {
    case .unchanged(let file):
      let maps = try maps()
      guard let title = SourceMap(encoded: maps.title, textCount: document.title.count),
        let body = SourceMap(encoded: maps.body, textCount: document.body.count)
      else { throw IndexError.damaged("the places of a document's text in its file cannot be read") }
      let ranges = wanted.map { ($0.field == .title ? title : body).sourceRange(of: $0.range) }
      return MatchPlaces(places: places(of: ranges, in: SourceLines(file: file)), isStale: false)
    case .changed(let file):
      guard let partners = try relocate(matches, of: document, to: file, as: format, finder) else {
        return MatchPlaces(places: none, isStale: true, isPartial: true)
      }
      let ranges = chosen.map { partners[$0] ?? 0..<0 }
      return MatchPlaces(places: places(of: ranges, in: SourceLines(file: file)), isStale: true)
    case .missing:
      return MatchPlaces(places: none, isStale: true)
    }
  }

  private func placesInFields(_ matches: [Match], of document: IndexDocument) -> [SearchMatch.Place?] {
    var result = [SearchMatch.Place?](repeating: nil, count: matches.count)
    for field in Search.DocumentField.allCases {
      let indices = matches.indices.filter { matches[$0].field == field }
      let found = places(of: indices.map { matches[$0].range }, in: SourceLines(text: document.text(of: field)))
      for (index, place) in zip(indices, found) { result[index] = place }
    }
    return result
  }

  /// The places of ranges; what is empty has nothing in the file, such as a title that was taken from its name.
  private func places(of ranges: [Range<Int>], in lines: SourceLines?) -> [SearchMatch.Place?] {
    guard let lines, !ranges.isEmpty else { return ranges.map { _ in nil } }
    let positions = lines.positions(of: ranges.flatMap { [$0.lowerBound, $0.upperBound] }, in: unit)
    return ranges.indices.map { index in
      guard !ranges[index].isEmpty else { return nil }
      return SearchMatch.Place(
        start: SourcePosition(ranges[index].lowerBound, positions[2 * index]),
        end: SourcePosition(ranges[index].upperBound, positions[2 * index + 1]))
    }
  }

  /// Looks for the matches of a document in its file as it is now.
  ///
  /// - Returns: for each match, its bytes there; nil in all if time has run out, since what is not found by then may be
  ///   what another would be taken for.
  private func relocate(
    _ matches: [Match], of document: IndexDocument, to file: [UInt8], as format: TextFormat, _ finder: MatchFinder
  ) throws -> [Range<Int>?]? {
    if let deadline = interruption.deadline, ContinuousClock.now >= deadline { return nil }
    var buffer: [UInt8] = []
    guard let extracted = format.extract(file, decodingInto: &buffer) else { return matches.map { _ in nil } }
    var changed = IndexDocument()
    changed.title = extracted.title.bytes
    changed.body = extracted.body.bytes
    let found = try finder.matches(in: changed, limit: Self.relocationLimit, interruption: interruption)
    guard !found.isPartial else { return nil }
    return MatchAlignment(matches, of: document, with: found.matches, of: changed).partners.map { partner in
      partner.map { found.matches[$0] }.map { match in
        (match.field == .title ? extracted.title : extracted.body).map.sourceRange(of: match.range)
      }
    }
  }
}

extension SourceLines {
  /// The lines of a file whose encoding its bytes tell; nil for a binary file.
  fileprivate init?(file: [UInt8]) {
    guard let encoding = TextEncoding(of: file) else { return nil }
    self.init(file: file, encoding: encoding)
  }
}

extension SourceLines.Unit {
  fileprivate init(_ encoding: PositionEncoding) {
    self =
      switch encoding {
      case .utf8: .utf8
      case .utf16: .utf16
      case .utf32: .utf32
      }
  }
}

extension SourcePosition {
  fileprivate init(_ offset: Int, _ position: SourceLines.Position) {
    self.init(offset: offset, line: position.line, column: position.column)
  }
}

extension DocumentSource.Format {
  /// How such a file is read; nil for what has no place in one.
  var textFormat: TextFormat? {
    switch self {
    case .text: .text
    case .markdown: .markdown
    case .html: .html
    case .email: .email
    case .record, .name: nil
    }
  }
}
