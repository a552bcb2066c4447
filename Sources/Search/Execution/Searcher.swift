public import Index
import Postings

/// Answers queries from one snapshot of an index. One thread at a time.
public final class Searcher {
  let snapshot: Snapshot
  private let statistics: CollectionStatistics
  /// The stored documents of the segments that were asked for them: the maps of a document are read right after it.
  private var stored: [Int: StoredDocuments] = [:]

  private let workspace: Workspace

  /// A searcher, good for as long as the snapshot is.
  public init(snapshot: Snapshot) {
    self.snapshot = snapshot
    workspace = snapshot.scratch as? Workspace ?? Workspace()
    snapshot.scratch = workspace
    statistics = CollectionStatistics(snapshot.manifest)
  }

  /// Finds the best documents.
  ///
  /// - Throws: `SearchError`, and `IndexError` or `PostingsError` for a damaged index.
  public func search(
    _ query: SearchQuery, options: SearchOptions = SearchOptions(), interruption: Interruption = Interruption()
  ) throws -> TopDocuments {
    if options.collapsesReprints { return try searchCollapsing(query, options: options, interruption: interruption) }
    var found = try best(
      options.offset + options.limit, of: query, after: nil, options: options, interruption: interruption)
    found.hits.removeFirst(min(options.offset, found.hits.count))
    return found
  }

  /// Finds the best documents, or those that come next.
  ///
  /// - Parameters:
  ///   - count: how many are wanted at most.
  ///   - query: what to search for.
  ///   - last: what they come behind; nil for the best of all.
  ///   - options: how hits are rated, and whether all are counted.
  ///   - interruption: when to stop.
  /// - Returns: the documents.
  /// - Throws: as `search`.
  func best(
    _ count: Int, of query: SearchQuery, after last: Hit?, options: SearchOptions, interruption: Interruption
  ) throws -> TopDocuments {
    let lengths = workspace.lengthNormalization(options.similarity, averageLength: statistics.averageLength)
    var collector = TopCollector(capacity: count, after: last)
    var total: Int? = options.countsTotal ? 0 : nil
    let isComplete = try forEachSegment(of: query, lengths: lengths, interruption: interruption) { execution, root in
      try execution.collect(root, into: &collector, total: &total)
    }
    return TopDocuments(hits: collector.sorted(), total: total, isIncomplete: !isComplete)
  }

  /// Counts the documents that match.
  ///
  /// - Throws: `SearchError`, and `IndexError` or `PostingsError` for a damaged index.
  public func count(_ query: SearchQuery, interruption: Interruption = Interruption()) throws -> DocumentTally {
    if case .phrase(let phrase) = query.plan, phrase.terms.count == 1, !phrase.isTitleOnly,
      snapshot.segments.allSatisfy({ $0.deletions == nil })
    {
      return DocumentTally(count: try snapshot.documentFrequency(of: phrase.terms[0]), isIncomplete: false)
    }
    var total = 0
    let isComplete = try forEachSegment(of: query, lengths: nil, interruption: interruption) { execution, root in
      try execution.count(root, into: &total)
    }
    return DocumentTally(count: total, isIncomplete: !isComplete)
  }

  /// Reads the document of a hit back.
  ///
  /// - Parameters:
  ///   - hit: what this searcher has found.
  ///   - bodyLimit: how many bytes of the body are wanted at most; none need reading for 0.
  /// - Returns: the document as it was handed in; nil if the index does not store documents.
  /// - Throws: `IndexError` or `PostingsError` for a damaged index.
  public func document(of hit: Hit, bodyLimit: Int = .max) throws -> IndexDocument? {
    let stored = try storedDocuments(ofSegment: hit.segment)
    return stored.isAvailable ? try stored.document(hit.document, bodyLimit: bodyLimit) : nil
  }

  /// Makes what finds a query in the documents of its hits.
  ///
  /// - Parameters:
  ///   - query: what was searched for.
  ///   - interruption: when to stop.
  /// - Returns: the finder; one that finds nothing, and says that it may have missed something, if the deadline passed before
  ///   the forms of all words were known.
  /// - Throws: `SearchError`, and `IndexError` or `PostingsError` for a damaged index.
  public func matchFinder(
    for query: SearchQuery, interruption: Interruption = Interruption()
  ) throws -> MatchFinder {
    let watch = Watch(interruption)
    do {
      return try MatchFinder(query) { plan in
        try StemExpansion(of: plan, in: snapshot, watch: watch).terms.map(\.term)
      }
    } catch is Watch.DeadlinePassed {
      return .unprepared
    }
  }

  /// Reads where the text of a hit's document stands in its file.
  ///
  /// - Returns: the maps of title and body, as they were handed in; empty if the index stores none.
  /// - Throws: `IndexError` or `PostingsError` for a damaged index.
  public func sourceMaps(of hit: Hit) throws -> (title: [UInt8], body: [UInt8]) {
    let stored = try storedDocuments(ofSegment: hit.segment)
    return stored.isAvailable ? try stored.sourceMaps(of: hit.document) : ([], [])
  }

  private func storedDocuments(ofSegment number: Int) throws -> StoredDocuments {
    if let known = stored[number] { return known }
    let documents = try snapshot.segments[number].storedDocuments()
    stored[number] = documents
    return documents
  }

  /// Binds a query, and hands each segment to `body`.
  ///
  /// - Returns: whether it went through before the deadline.
  private func forEachSegment(
    of query: SearchQuery, lengths: LengthNormalization?, interruption: Interruption,
    _ body: (SegmentExecution, BoundNode) throws -> Void
  ) throws -> Bool {
    let watch = Watch(interruption)
    do {
      var binder = QueryBinder(snapshot: snapshot, statistics: statistics, watch: watch)
      let root = try binder.bind(query.plan)
      for (number, segment) in snapshot.segments.enumerated() {
        try body(
          SegmentExecution(segment, number: number, lengths: lengths, workspace: workspace, watch: watch), root)
      }
      return true
    } catch {
      workspace.clear()
      guard error is Watch.DeadlinePassed else { throw error }
      return false
    }
  }
}
