/// Chooses the terms whose pairs get lists: the most frequent ones, as many as the lists may take room for.
struct CommonTermSelection {
  /// Which part of all places of a text the pairs may take. If terms stood independently of each other, the pairs of terms
  /// that make up a part s of the text would take s² of its places; English text comes within a hundredth of that
  /// (docs/ARCHITECTURE.md). At 0.28 the lists make an index larger by 23 %.
  private static let greatestShare = 0.28

  /// A term in fewer documents is found fast enough by its positions.
  private let leastDocumentFrequency: Int
  private let documentCount: Int
  private let totalLength: UInt64
  private var candidates: [(term: [UInt8], documentFrequency: Int, totalFrequency: UInt64)] = []

  init(_ counts: SegmentCounts, leastDocumentFrequency: Int) {
    documentCount = counts.documentCount
    totalLength = counts.totalLength
    self.leastDocumentFrequency = leastDocumentFrequency
  }

  /// Considers a term.
  mutating func consider(_ term: some Collection<UInt8>, documentFrequency: Int, totalFrequency: UInt64) {
    guard documentFrequency >= leastDocumentFrequency, term.count <= IndexFormat.maximumCommonTermLength
    else { return }
    candidates.append((Array(term), documentFrequency, totalFrequency))
  }

  /// The common terms among those that were considered.
  func commonTerms() -> CommonTerms {
    let ranked = candidates.sorted { left, right in
      left.documentFrequency != right.documentFrequency
        ? left.documentFrequency > right.documentFrequency
        : left.term.lexicographicallyPrecedes(right.term)
    }
    let limit = (Self.greatestShare * Double(totalLength) * Double(totalLength)).squareRoot()
    var occurrences = 0.0
    let chosen = ranked.prefix(IndexFormat.maximumCommonTermCount).prefix { candidate in
      occurrences += Double(candidate.totalFrequency)
      return occurrences <= limit
    }
    return CommonTerms(
      chosen.map(\.term).sorted { $0.lexicographicallyPrecedes($1) },
      leastDocumentFrequency: max(leastDocumentFrequency, documentCount / 256))
  }
}
