import LMDB
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
  public convenience init(directory: String, options: IndexBuilder.Options = IndexBuilder.Options()) throws {
    try self.init(
      IndexReader(environment: try Environment(at: directory)), options: options)
  }

  /// Opens an index for writing that is open for reading.
  ///
  /// - Parameters:
  ///   - reader: the index, whose environment was opened for writing (``IndexReader/openForWriting(_:)``).
  ///   - options: how segments are built.
  /// - Throws: as ``init(directory:options:)``.
  public init(_ reader: IndexReader, options: IndexBuilder.Options = IndexBuilder.Options()) throws {
    self.directory = reader.directory
    self.options = options
    self.reader = reader
    store = try IndexStore(environment: reader.environment, analyzerFingerprint: Analyzer.fingerprint)
    guard store.manifest.analyzerFingerprint == Analyzer.fingerprint else { throw IndexError.analyzerMismatch }
    if !store.isPublished {
      try store.publish([], nextOrdinal: 0, analyzerFingerprint: Analyzer.fingerprint)
    }
    try Environment.remove(at: directory + "/spill")
    session = try reader.makeSession()
  }

  /// What is published.
  public var manifest: Manifest { store.manifest }

  /// Makes changes in their order, all of them or none.
  ///
  /// - Parameter changes: the changes; of several documents with one key the last stays.
  /// - Returns: what has changed; with the epoch of before if nothing has.
  /// - Throws: what ``apply(_:)-([IndexRequest])`` throws or returns as failure.
  public func apply(_ changes: [IndexChange]) throws -> IndexCommit {
    try apply([IndexRequest(changes)])[0].get()
  }

  /// Makes the changes of several requests in one commit, request by request: all changes of one or none.
  ///
  /// - Parameter requests: the requests, in their order.
  /// - Returns: for each request what it has changed, or why it was left out: `IndexError.limitExceeded` for a document that is
  ///   too large, `IndexError.documentExists`.
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`. The index is as it was then.
  public func apply(_ requests: [IndexRequest]) throws -> [Result<IndexCommit, any Error>] {
    try session.withSnapshot { snapshot in
      let batch = try IndexBatch(of: snapshot)
      let results = try requests.map { request -> Result<IndexCommit, any Error> in
        do {
          return .success(try batch.apply(request))
        } catch {
          switch error {
          case IndexError.limitExceeded, IndexError.documentExists: return .failure(error)
          default: throw error
          }
        }
      }
      if batch.hasChanges { try commit(batch) }
      return results.map { result in
        result.map { commit in
          var commit = commit
          commit.epoch = store.manifest.epoch
          return commit
        }
      }
    }
  }

  private func commit(_ batch: IndexBatch) throws {
    let kept = store.manifest.segments.map { PublishedSegment.kept($0, batch.deletions[$0.id]) }
    let documents = batch.documents
    let writer = documents.isEmpty ? nil : try store.makeSegment(transactionSize: options.transactionSize)
    do {
      let new = try writer.map { try segment(of: documents, $0) }
      try store.publish(
        kept + (new.map { [.new($0)] } ?? []), nextOrdinal: batch.nextOrdinal,
        analyzerFingerprint: Analyzer.fingerprint, files: .changed(batch.files))
    } catch {
      if let writer { store.discard(writer) }
      throw error
    }
  }

  private func segment(of documents: [IndexBatch.Document], _ writer: SegmentWriter) throws -> FinishedSegment {
    let builder = SegmentBuilder(
      writer: writer, firstOrdinal: store.manifest.nextOrdinal, options: options,
      spillDirectory: directory + "/spill")
    for (ordinal, document) in documents { _ = try builder.add(document, tokens, ordinal: ordinal) }
    return try builder.finish()
  }

  // MARK: Space

  /// Gives the free space of the file back to the file system. Queries go on; nothing may be applied or published meanwhile.
  ///
  /// Then let go of this writer, of its reader and of all sessions, and open the index anew: they have the old file still,
  /// read its last state, and take no more changes.
  ///
  /// - Parameters:
  ///   - isCancelled: asked about every 16 MB.
  ///   - onProgress: told about as often how many bytes of how many have been copied.
  /// - Returns: the bytes of the file before and after.
  /// - Throws: `LMDBError`, with the code `cancelled`, or `diskFull` where there is no room for both files. The index is as it
  ///   was then.
  public func compact(
    isCancelled: () -> Bool = { false }, onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> (before: Int, after: Int) {
    try store.environment.compact(isCancelled: isCancelled, onProgress: onProgress)
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
    try policy.merge(of: store.manifest.segments, isAtRest: isAtRest).map { try makeMerge($0) }
  }

  /// Merges here and now some of the segments that came in since another merge was begun, if there are many.
  ///
  /// - Parameters:
  ///   - policy: what is worth it (``MergePolicy/mergeAtOnce(of:)``).
  ///   - merged: the numbers of the segments that the other merge replaces.
  /// - Returns: whether there was anything to do.
  /// - Throws: `LMDBError`, `IndexError`, `PostingsError`. All segments are as they were then.
  @discardableResult
  public func mergeNewest(_ policy: MergePolicy, after merged: [UInt32]) throws -> Bool {
    let segments = store.manifest.segments
    let start = segments.lastIndex { merged.contains($0.id) }.map { $0 + 1 } ?? 0
    guard let range = policy.mergeAtOnce(of: Array(segments[start...])) else { return false }
    let merge = try makeMerge(range.lowerBound + start..<range.upperBound + start, spillDirectory: directory + "/spill")
    do {
      try merge.run()
      try publish(merge)
      return true
    } catch {
      discard(merge)
      throw error
    }
  }

  /// Makes a merge of all segments.
  ///
  /// - Returns: a merge, as ``makeMerge(_:isAtRest:)`` gives it; nil if there is one segment at most, and nothing in it is deleted.
  /// - Throws: `LMDBError`.
  public func makeFullMerge() throws -> BackgroundMerge? {
    let segments = store.manifest.segments
    guard segments.count > 1 || segments.contains(where: { $0.deletedCount > 0 }) else { return nil }
    return try makeMerge(segments.indices)
  }

  /// Merges all segments here and now, and numbers the documents so that those with the same words stand together.
  ///
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`.
  public func reorder() throws {
    var options = options
    options.reordersDocuments = true
    _ = try store.mergeAll(options, spillDirectory: directory + "/spill")
  }

  private func makeMerge(_ range: Range<Int>, spillDirectory: String? = nil) throws -> BackgroundMerge {
    BackgroundMerge(
      segments: Array(store.manifest.segments[range]),
      writer: try store.makeSegment(
        transactionSize: min(options.transactionSize, SegmentWriter.smallTransactionSize)),
      session: try reader.makeSession(),
      options: options, spillDirectory: spillDirectory ?? directory + "/merge")
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
    else { preconditionFailure("only merges replace segments, and no two the same") }
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
