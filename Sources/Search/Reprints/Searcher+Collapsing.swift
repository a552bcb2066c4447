import Index
import NearDuplicates

extension Searcher {
  /// Documents that are looked at beyond those that are wanted: in most collections few are reprints.
  private static let spareCount = 8

  /// The most documents that are asked for at once beyond those that are wanted.
  private static let greatestSpareCount = 10_000

  /// Finds the best documents of which none is a reprint of a better one.
  ///
  /// The whole ranking is gone through from its top, and each document left out that is a reprint of one that was not. It is made
  /// piece by piece, as far as it is needed.
  ///
  /// - Parameters:
  ///   - query: what to search for.
  ///   - options: what is wanted.
  ///   - interruption: when to stop.
  /// - Returns: the documents; as far as it came, if the deadline passed.
  /// - Throws: as `search`.
  func searchCollapsing(
    _ query: SearchQuery, options: SearchOptions, interruption: Interruption
  ) throws -> TopDocuments {
    var options = options
    let wanted = options.offset + options.limit
    var spare = Self.spareCount
    var count = wanted + spare
    var piece = try best(count, of: query, after: nil, options: options, interruption: interruption)
    var result = piece
    result.hits = []
    // What was found until the deadline is shown.
    let watch = Watch(piece.isIncomplete ? Interruption(flag: interruption.flag) : interruption)
    var filter = ReprintFilter()
    do {
      while true {
        for hit in piece.hits where result.hits.count < wanted {
          if try admits(hit, to: &filter, watch) { result.hits.append(hit) } else { result.collapsedCount += 1 }
        }
        guard result.hits.count < wanted, piece.hits.count == count, !piece.isIncomplete else { break }
        spare = min(4 * spare, Self.greatestSpareCount)
        count = wanted - result.hits.count + spare
        options.countsTotal = false
        piece = try best(count, of: query, after: piece.hits.last, options: options, interruption: interruption)
        guard !piece.isIncomplete else { throw Watch.DeadlinePassed() }
      }
    } catch is Watch.DeadlinePassed {
      result.isIncomplete = true
    }
    result.hits.removeFirst(min(options.offset, result.hits.count))
    return result
  }

  /// Whether a document is no reprint of one that was admitted before.
  private func admits(_ hit: Hit, to filter: inout ReprintFilter, _ watch: Watch) throws -> Bool {
    try watch.tick()
    guard let fingerprint = try snapshot.segments[hit.segment].fingerprint(of: hit.document) else { return true }
    let before = filter.comparisonCount
    let isAdmitted = filter.admit(fingerprint)
    try watch.tick(filter.comparisonCount - before)
    return isAdmitted
  }
}
