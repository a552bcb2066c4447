import Postings
import TextAnalysis

/// Changes an index, batch by batch: each is committed whole, durably, and seen by every snapshot that is taken after that.
///
/// A batch makes a segment of its documents, and deletes those that they replace by setting bits. One thread at a time.
public final class IndexWriter {
  /// Shares the database with the writer: a process can open it but once.
  public let reader: IndexReader
  private let directory: String
  private let options: IndexBuilder.Options
  private let store: IndexStore
  private let session: ReadSession
  private let tokens = DocumentTokens()

  /// Opens the index in a directory for writing; an empty one is made where there is none.
  ///
  /// - Parameters:
  ///   - directory: the directory.
  ///   - options: how segments are built.
  /// - Throws: `IndexError.analyzerMismatch` for an index whose words were cut by other rules, `IndexError.unsupportedFormat`;
  ///   `LMDBError`, whose code is `busy` while another process writes there.
  public init(directory: String, options: IndexBuilder.Options = IndexBuilder.Options()) throws {
    self.directory = directory
    self.options = options
    store = try IndexStore(directory: directory, analyzerFingerprint: Analyzer.fingerprint)
    guard store.manifest.analyzerFingerprint == Analyzer.fingerprint else { throw IndexError.analyzerMismatch }
    if !store.isPublished {
      try store.publish([], nextOrdinal: 0, analyzerFingerprint: Analyzer.fingerprint)
    }
    try SpillDirectory.remove(directory + "/spill")
    reader = IndexReader(environment: store.environment)
    session = try reader.makeSession()
  }

  /// What is published.
  public var manifest: Manifest { store.manifest }

  /// Makes changes in their order, all of them or none.
  ///
  /// - Parameter changes: the changes; of several documents with one key the last stays.
  /// - Returns: what has changed; with the epoch of before if nothing has.
  /// - Throws: `IndexError.limitExceeded` for a document that is too large; `IndexError`, `PostingsError`, `LMDBError`. The index
  ///   is as it was then.
  public func apply(_ changes: [IndexChange]) throws -> IndexCommit {
    let batch = IndexBatch(
      try SegmentBuilder(
        writer: store.makeSegment(), firstOrdinal: store.manifest.nextOrdinal, options: options,
        spillDirectory: directory + "/spill"),
      tokens: tokens)
    do {
      try session.withSnapshot { snapshot in try batch.apply(changes, to: snapshot) }
      guard batch.hasChanges else {
        store.discard(batch.builder.writer)
        return IndexCommit(epoch: store.manifest.epoch)
      }
      return try commit(batch)
    } catch {
      store.discard(batch.builder.writer)
      throw error
    }
  }

  private func commit(_ batch: IndexBatch) throws -> IndexCommit {
    var segments = store.manifest.segments.map { PublishedSegment.kept($0, batch.deletions[$0.id]) }
    let documentCount = batch.builder.documentCount
    if documentCount > batch.ownDeletions.count {
      var deletions: Deletions?
      if !batch.ownDeletions.isEmpty {
        var own = Deletions(documentCount: documentCount)
        for document in batch.ownDeletions { own.insert(document) }
        deletions = own
      }
      segments.append(.new(try batch.builder.finish(), deletions))
    }
    try store.publish(
      segments, nextOrdinal: store.manifest.nextOrdinal + UInt64(documentCount),
      analyzerFingerprint: Analyzer.fingerprint)
    var commit = batch.counts
    commit.epoch = store.manifest.epoch
    return commit
  }

  // MARK: Merging

  /// Chooses what to merge.
  ///
  /// - Parameters:
  ///   - policy: what is worth it.
  ///   - isAtRest: whether nothing is changed for the moment.
  /// - Returns: a merge that may be run on another thread, while other batches are applied; nil if there is nothing to do.
  /// - Throws: `LMDBError`.
  public func makeMerge(_ policy: MergePolicy, isAtRest: Bool) throws -> BackgroundMerge? {
    guard let range = policy.merge(of: store.manifest.segments, isAtRest: isAtRest) else { return nil }
    return BackgroundMerge(
      segments: Array(store.manifest.segments[range]), writer: try store.makeSegment(), session: try reader.makeSession(),
      options: options, spillDirectory: directory + "/merge")
  }

  /// Publishes what a merge has written. Documents that were deleted since it began are deleted in it as well.
  ///
  /// - Parameter merge: a merge of this writer that has run.
  /// - Throws: `LMDBError`, `IndexError`.
  public func publish(_ merge: BackgroundMerge) throws {
    let ids = merge.segments.map(\.id)
    let published = store.manifest.segments
    guard let first = published.firstIndex(where: { $0.id == ids[0] }),
      published[first...].prefix(ids.count).map(\.id) == ids
    else { preconditionFailure("only merges replace segments, and one runs at a time") }
    let merged = try session.withSnapshot { snapshot in
      merge.result(deletedSince: snapshot.segments[first..<first + ids.count].map(\.deletions))
    }
    var segments = published.map { PublishedSegment.kept($0, nil) }
    segments.replaceSubrange(first..<first + ids.count, with: merged.map { [$0] } ?? [])
    try store.publish(
      segments, nextOrdinal: store.manifest.nextOrdinal, analyzerFingerprint: Analyzer.fingerprint)
  }

  /// Gives up a merge.
  public func discard(_ merge: BackgroundMerge) {
    store.discard(merge.writer)
  }
}
