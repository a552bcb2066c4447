import Index
import Search

/// Pairs the matches of a document with those of a later state of it: the same leaf of the query in the same field, with
/// the same text but for white space, and as much of the same text around it as may be.
struct MatchAlignment {
  /// For each match, which one of the later state it is; nil where it is gone.
  private(set) var partners: [Int?]

  /// How much text is compared on either side, in bytes that are no white space.
  private static let contextLength = 64
  /// How far it is looked for, however much white space there is.
  private static let reach = 4 * contextLength

  /// What has to be the same.
  private struct Key: Hashable {
    let field: Search.DocumentField
    let leaf: Int
    let text: [UInt8]

    init(_ match: Match, _ document: IndexDocument) {
      field = match.field
      leaf = match.leaf
      // Lines may have been broken anew.
      text = document.text(of: match.field)[match.range].filter { !MatchAlignment.isSpace($0) }
    }
  }

  /// Takes time in the number of pairs of matches that have the same text.
  ///
  /// - Parameters:
  ///   - matches: matches of the document, in order.
  ///   - document: the document.
  ///   - later: matches of its later state, in order.
  ///   - laterDocument: its later state.
  init(_ matches: [Match], of document: IndexDocument, with later: [Match], of laterDocument: IndexDocument) {
    partners = Array(repeating: nil, count: matches.count)
    let candidates = Dictionary(grouping: later.indices) { Key(later[$0], laterDocument) }
    var isTaken = [Bool](repeating: false, count: later.count)
    // Those that stand in the most familiar company come first, lest an earlier one takes the place of another.
    var pairs: [(likeness: Int, match: Int, candidate: Int)] = []
    for (number, match) in matches.enumerated() {
      for candidate in candidates[Key(match, document)] ?? [] {
        let likeness = Self.likeness(
          document.text(of: match.field), match.range, laterDocument.text(of: match.field), later[candidate].range)
        pairs.append((likeness, number, candidate))
      }
    }
    pairs.sort { ($1.likeness, $0.match, $0.candidate) < ($0.likeness, $1.match, $1.candidate) }
    for pair in pairs where partners[pair.match] == nil && !isTaken[pair.candidate] {
      partners[pair.match] = pair.candidate
      isTaken[pair.candidate] = true
    }
  }

  /// How many bytes before and behind two places are the same, white space left out.
  private static func likeness(
    _ text: [UInt8], _ range: Range<Int>, _ other: [UInt8], _ otherRange: Range<Int>
  ) -> Int {
    commonCount(
      text[..<range.lowerBound].suffix(reach).reversed(), other[..<otherRange.lowerBound].suffix(reach).reversed())
      + commonCount(text[range.upperBound...].prefix(reach), other[otherRange.upperBound...].prefix(reach))
  }

  /// How many bytes two texts have in common at their beginnings, white space left out.
  private static func commonCount(_ text: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Int {
    var (text, other) = (text.makeIterator(), other.makeIterator())
    for count in 0..<contextLength {
      guard let byte = next(&text), byte == next(&other) else { return count }
    }
    return contextLength
  }

  private static func next(_ bytes: inout some IteratorProtocol<UInt8>) -> UInt8? {
    while let byte = bytes.next() {
      if !isSpace(byte) { return byte }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

extension IndexDocument {
  /// One of its texts.
  func text(of field: Search.DocumentField) -> [UInt8] {
    switch field {
    case .title: title
    case .body: body
    }
  }
}
