import Index
import Postings

/// Finds the documents that hold a phrase: the lists of its parts are intersected block by block, and the positions of its
/// terms are looked at in what is left of a block.
@safe final class PhraseScan {
  /// The lists that a document must be in, the shortest first.
  private let filters: [PostingsCursor]
  /// The same, `filterCount` of them.
  private let borrowedFilters: UnsafeMutablePointer<Borrowed<PostingsCursor>>
  private let filterCount: Int
  private let candidates: PhraseCandidates
  private let matches: BlockMatches
  private let matcher: PhraseMatcher
  private let watch: Watch
  private let deletions: Deletions?

  /// A scan of one segment.
  ///
  /// - Parameters:
  ///   - filters: cursors of the lists that a document must be in, by ascending length.
  ///   - phrase: the phrase.
  ///   - terms: its terms, as the segment has them.
  ///   - reader: the segment.
  ///   - workspace: memory for the candidates of a block.
  ///   - watch: what is told how much was done.
  /// - Throws: `IndexError.damaged`.
  init(
    filters: [PostingsCursor], _ phrase: BoundNode.Phrase, terms: [TermEntry], reader: SegmentReader,
    workspace: Workspace, watch: Watch
  ) throws {
    self.filters = filters
    filterCount = filters.count
    unsafe borrowedFilters = .allocate(capacity: filterCount)
    for (number, filter) in filters.enumerated() {
      unsafe (borrowedFilters + number).initialize(to: Borrowed(filter))
    }
    self.watch = watch
    matches = workspace.matches
    deletions = reader.deletions
    let candidates = workspace.phraseCandidates
    candidates.reserve(listCount: filterCount)
    self.candidates = candidates
    // A term that is a filter is read by one cursor, and where its postings are is known.
    let numbers = terms.map { term in filters.firstIndex { $0.entry == term } }
    matcher = unsafe PhraseMatcher(
      cursors: try terms.indices.map { index in
        try numbers[index].map { filters[$0] } ?? reader.postings(of: terms[index])
      },
      postings: numbers.map { unsafe $0.map { unsafe UnsafePointer(candidates.postings(ofList: $0)) } },
      slots: phrase.slots, titleReader: phrase.isTitleOnly ? reader : nil, watch: watch)
  }

  deinit {
    unsafe borrowedFilters.deallocate()
  }

  /// Counts the documents.
  func count(into total: inout Int) throws {
    for block in 0..<filters[0].blockCount {
      try open(block)
      try intersect()
      for index in 0..<candidates.count
      where try unsafe !isDeleted(candidates.documents[index])
        && matcher.match(candidates.documents[index], at: Int(candidates.places[index]))
      {
        total &+= 1
      }
    }
  }

  /// Collects the best documents.
  ///
  /// - Parameters:
  ///   - scorer: what scores them.
  ///   - collector: what takes them.
  ///   - total: what every document is counted in; nil if documents that cannot be hits may be passed over.
  /// - Throws: as `SegmentExecution.collect`.
  func collect(_ scorer: LeafScorer, into collector: inout TopCollector, total: inout Int?) throws {
    for block in 0..<filters[0].blockCount {
      let isBounded = total == nil && collector.minimum > 0
      if isBounded, try !mayReach(collector.minimum, in: block, scorer) {
        try watch.tick()
        continue
      }
      try open(block)
      if isBounded {
        unsafe try borrowedFilters[0].with { try candidates.keep(reaching: collector.minimum, scorer, $0) }
      }
      try intersect()
      for index in 0..<candidates.count {
        let document = unsafe candidates.documents[index]
        let place = unsafe Int(candidates.places[index])
        if isDeleted(document) { continue }
        if isBounded, try !mayReach(collector.minimum, document, at: place, scorer) { continue }
        guard try matcher.match(document, at: place) else { continue }
        total? += 1
        try collector.collect(document, score: scorer.score(document, frequency: matcher.frequency))
      }
    }
  }

  private func isDeleted(_ document: DocID) -> Bool { deletions?.contains(document) == true }

  /// Makes the documents of a block of the first list the candidates.
  private func open(_ block: Int) throws {
    unsafe try borrowedFilters[0].with { try candidates.open(block, of: $0, watch) }
  }

  /// Keeps the candidates that all other lists have.
  private func intersect() throws {
    for number in 1..<filterCount where candidates.count > 0 {
      unsafe try borrowedFilters[number].with { try candidates.keep(in: $0, number, matches, watch) }
    }
  }

  /// Whether any document of a block of the first list may have the score `minimum`.
  private func mayReach(_ minimum: Float, in block: Int, _ scorer: LeafScorer) throws -> Bool {
    guard let impacts = unsafe try borrowedFilters[0].with({ try $0.impacts(of: block) }) else { return true }
    return scorer.bound(of: impacts) >= minimum
  }

  /// Whether a candidate may have the score `minimum`: the phrase is nowhere more often in it than any of its parts.
  private func mayReach(_ minimum: Float, _ document: DocID, at place: Int, _ scorer: LeafScorer) throws -> Bool {
    var least = UInt32.max
    for number in 0..<filterCount {
      let posting = unsafe Int(candidates.postings(ofList: number)[place])
      let frequency = unsafe try borrowedFilters[number].with { try $0.frequency(ofPosting: posting) }
      guard frequency < least else { continue }
      least = frequency
      if scorer.score(document, frequency: least) < minimum { return false }
      if least <= 1 { return true }
    }
    return true
  }
}
