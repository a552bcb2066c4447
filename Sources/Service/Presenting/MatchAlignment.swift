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

  /// A match in its company; without white space, for lines may have been broken anew.
  private struct Occurrence: Hashable {
    /// What has to be the same.
    struct Key: Hashable {
      let field: Search.DocumentField
      let leaf: Int
      let text: [UInt8]
    }

    let key: Key
    /// The text before it, the nearest byte first.
    let before: [UInt8]
    let behind: [UInt8]

    init(_ match: Match, _ document: IndexDocument) {
      let text = document.text(of: match.field)
      // The words of a long phrase are those of its leaf: its beginning is enough.
      let beginning = text[match.range].prefix(reach)
      key = Key(field: match.field, leaf: match.leaf, text: beginning.filter { !Self.isSpace($0) })
      before = Self.context(text[..<match.range.lowerBound].suffix(reach).reversed())
      behind = Self.context(text[match.range.upperBound...].prefix(reach))
    }

    /// How many bytes on both sides are the same.
    func likeness(to other: Occurrence) -> Int {
      Self.commonCount(before, other.before) + Self.commonCount(behind, other.behind)
    }

    private static func context(_ bytes: some Sequence<UInt8>) -> [UInt8] {
      Array(bytes.lazy.filter { !isSpace($0) }.prefix(contextLength))
    }

    private static func commonCount(_ bytes: [UInt8], _ other: [UInt8]) -> Int {
      var count = 0
      while count < min(bytes.count, other.count), bytes[count] == other[count] { count += 1 }
      return count
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || (0x09...0x0D).contains(byte)
    }
  }

  /// Takes time in the number of pairs of matches that have the same text, but not the same text around them.
  ///
  /// - Parameters:
  ///   - matches: matches of the document.
  ///   - document: the document.
  ///   - later: matches of its later state, in order.
  ///   - laterDocument: its later state.
  init(_ matches: [Match], of document: IndexDocument, with later: [Match], of laterDocument: IndexDocument) {
    partners = Array(repeating: nil, count: matches.count)
    let occurrences = matches.map { Occurrence($0, document) }
    let candidates = later.map { Occurrence($0, laterDocument) }
    var isTaken = [Bool](repeating: false, count: later.count)

    // Most are where nothing was changed.
    var unmoved = Dictionary(grouping: candidates.indices) { candidates[$0] }.mapValues { $0[...] }
    for (number, occurrence) in occurrences.enumerated() {
      guard let candidate = unmoved[occurrence]?.popFirst() else { continue }
      partners[number] = candidate
      isTaken[candidate] = true
    }

    // Of the others, those that stand in the most familiar company come first, lest an earlier one takes the place of another.
    let rest = Dictionary(grouping: candidates.indices.filter { !isTaken[$0] }) { candidates[$0].key }
    var pairs = [[(match: Int, candidate: Int)]](repeating: [], count: 2 * Self.contextLength + 1)
    for (number, occurrence) in occurrences.enumerated() where partners[number] == nil {
      for candidate in rest[occurrence.key] ?? [] {
        pairs[occurrence.likeness(to: candidates[candidate])].append((number, candidate))
      }
    }
    for pair in pairs.reversed().joined() where partners[pair.match] == nil && !isTaken[pair.candidate] {
      partners[pair.match] = pair.candidate
      isTaken[pair.candidate] = true
    }
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
