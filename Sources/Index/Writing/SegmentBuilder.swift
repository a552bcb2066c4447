import Postings
import TextAnalysis

/// Builds one segment: what stands per document is written as documents come, posting lists at the end or in runs.
final class SegmentBuilder {
  /// The table of terms counts their bytes with 32 bits.
  private static let maximumMemoryBudget = 3 << 30

  private let writer: SegmentWriter
  private let firstOrdinal: UInt64
  private let memoryBudget: Int
  private let spillDirectory: String
  private let storedWriter: StoredWriter?
  private let titleLengths: TitleLengthWriter
  private var buffer = InvertedBuffer()
  private var spill: SpillStore?
  private var counts = SegmentCounts()

  init(writer: SegmentWriter, firstOrdinal: UInt64, options: IndexBuilder.Options, spillDirectory: String) throws {
    self.writer = writer
    self.firstOrdinal = firstOrdinal
    memoryBudget = min(options.memoryBudget, Self.maximumMemoryBudget)
    self.spillDirectory = spillDirectory
    storedWriter = options.storesDocuments ? try StoredWriter(segment: writer) : nil
    titleLengths = TitleLengthWriter(segment: writer)
  }

  var documentCount: Int { counts.documentCount }

  /// How many tokens the document has so far that is being added.
  var openTokenCount: Int { buffer.openTokenCount }

  func add(_ batch: TokenBatch) {
    buffer.add(batch)
  }

  /// Ends the document whose tokens were added.
  func endDocument(_ document: IndexDocument, titleLength: Int) throws {
    let number = DocID(counts.documentCount)
    let length = buffer.openTokenCount
    buffer.endDocument(number, titleLength: titleLength)
    counts.add(length: UInt64(length))
    try writer.stream(.norms).append(SmallFloat.encode(UInt32(length)))
    try titleLengths.append(UInt16(titleLength))
    try storedWriter?.add(document, as: number)
    if buffer.byteCount > memoryBudget { try spillBuffer() }
  }

  func finish() throws -> FinishedSegment {
    let dictionary = TermDictionaryWriter(segment: writer)
    let postings = PostingsWriter(segment: writer)
    if spill != nil, !buffer.isEmpty { try spillBuffer() }
    if let spill {
      try spill.write(postings: postings, dictionary: dictionary)
    } else {
      try buffer.write(postings: postings, dictionary: dictionary)
    }
    spill = nil
    try storedWriter?.finish()
    return try FinishedSegment(writer, counts: counts, dictionary: dictionary, firstOrdinal: firstOrdinal)
  }

  private func spillBuffer() throws {
    let spill = try self.spill ?? SpillStore(directory: spillDirectory)
    self.spill = spill
    try spill.append(buffer, documentCount: counts.documentCount)
    buffer = InvertedBuffer()
  }
}
