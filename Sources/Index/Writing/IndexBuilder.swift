import LMDB
import Postings
import TextAnalysis

/// Builds an index from documents, one after the other, and puts it in the place of what was there, all at once.
///
/// Nothing is published before `finish`: a build that is interrupted leaves the old index. One thread at a time.
public final class IndexBuilder {
  /// How an index is built.
  public struct Options: Sendable {
    /// Bytes of memory for posting lists; when they are used up, a run is written to disk.
    public var memoryBudget = 512 << 20
    /// Whether documents are stored, so that answers can show their titles and text; with them their fingerprints are, by which
    /// reprints are recognised.
    public var storesDocuments = true
    /// Whether phrases of common terms get lists of their own, by which such phrases are found many times faster.
    public var indexesPhrases = true
    /// A term in fewer documents is not common.
    public var leastCommonFrequency = Self.defaultLeastCommonFrequency
    /// Whether documents are numbered so that those with the same words stand together: queries are answered faster, and the
    /// index is smaller. No answer depends on it.
    public var reordersDocuments = false
    /// The most documents in a segment; more make more segments.
    public var documentsPerSegment = DocID.maximumCount

    /// Blocks of stored documents from which on a merge copies them as they are, which leaves a short one.
    var leastCopiedBlockCount = 16
    /// Bytes of chunks from which on a segment that is being written gets a transaction of its own, before it is published.
    package var transactionSize = SegmentWriter.transactionSize

    /// In fewer documents than this a phrase is found fast enough by positions.
    static let defaultLeastCommonFrequency = 128

    /// The defaults.
    public init() {}
  }

  private let directory: String
  private let options: Options
  private let store: IndexStore
  private let tokens = DocumentTokens()
  private var segment: SegmentBuilder?
  private var finished: [FinishedSegment] = []
  /// Why nothing more can be added: streams that were cut off at any byte must not be published.
  private var failure: (any Error)?

  /// How many documents the index holds that is to be replaced.
  public var replacedDocumentCount: Int { store.manifest.documentCount }

  /// How many documents have been added.
  public private(set) var documentCount: UInt64 = 0
  /// How many tokens they have.
  public private(set) var tokenCount: UInt64 = 0
  /// How many of these were longer than a term may be, and were cut.
  public private(set) var truncatedTokenCount: UInt64 = 0

  /// Begins to build in a directory, which is made if it is not there.
  ///
  /// - Throws: `LMDBError`, whose code is `busy` while another process builds there; `IndexError`.
  public init(directory: String, options: Options = Options()) throws {
    self.directory = directory
    self.options = options
    store = try IndexStore(directory: directory, analyzerFingerprint: Analyzer.fingerprint)
    // A build that was killed may have left its scratch data.
    try Environment.remove(at: spillDirectory)
  }

  /// Adds a document. Title and body are analysed; all fields and the maps are stored.
  ///
  /// - Throws: `IndexError.limitExceeded` for a document of over `IndexFormat.maximumDocumentSize` bytes or with greater
  ///   maps than `IndexFormat.maximumSourceMapSize`, without which the build may go on. `LMDBError`, for example when the
  ///   disk is full, and other errors: the builder throws the same one at every later call.
  public func add(_ document: IndexDocument) throws {
    try document.requireLimits()
    try unlessFailed { try append(document) }
  }

  /// Publishes the documents that were added; they are the whole index from now on. More may be added and published
  /// after that.
  ///
  /// - Parameter skipped: what was not taken in, to be told later.
  /// - Throws: `LMDBError`, for example when the disk is full; `IndexError`.
  public func finish(skipped: SkippedSources = SkippedSources()) throws {
    try unlessFailed {
      try endSegment()
      try store.publish(
        finished.map { .new($0) }, nextOrdinal: documentCount, analyzerFingerprint: Analyzer.fingerprint, files: .empty,
        skipped: skipped)
    }
  }

  private func unlessFailed(_ body: () throws -> Void) throws {
    if let failure { throw failure }
    do {
      try body()
    } catch {
      failure = error
      throw error
    }
  }

  private func append(_ document: IndexDocument) throws {
    let segment = try openSegment()
    let counts = try segment.add(document, tokens)
    tokenCount += UInt64(counts.tokens)
    truncatedTokenCount += UInt64(counts.truncated)
    documentCount += 1
    if segment.documentCount >= min(options.documentsPerSegment, DocID.maximumCount) { try endSegment() }
  }

  private var spillDirectory: String { directory + "/spill" }

  private func openSegment() throws -> SegmentBuilder {
    if let segment { return segment }
    let segment = SegmentBuilder(
      writer: try store.makeSegment(), firstOrdinal: documentCount, options: options, spillDirectory: spillDirectory)
    self.segment = segment
    return segment
  }

  private func endSegment() throws {
    guard let segment else { return }
    var ended = try segment.finish()
    if options.reordersDocuments, segment.hasSpilled {
      ended = try store.reorder(ended, memoryBudget: options.memoryBudget)
    }
    finished.append(ended)
    self.segment = nil
    // Many small segments must not make one large transaction in the end.
    if finished.reduce(0, { $0 + $1.writer.pendingSize }) >= SegmentWriter.transactionSize {
      for segment in finished where segment.writer.pendingSize > 0 { try segment.writer.writePending() }
    }
  }
}
