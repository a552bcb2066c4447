import LMDB
import Postings

/// Posting lists that did not fit memory: runs in a scratch environment of their own, merged and thrown away at the end.
final class SpillStore {
  private let directory: String
  private let environment: Environment
  private var runs: [Segment] = []

  /// Makes an empty store in `directory`, which is replaced if a crash has left one.
  init(directory: String) throws {
    try SpillDirectory.remove(directory)
    self.directory = directory
    var options = Environment.Options()
    options.durability = .none
    environment = try Environment(at: directory, options: options)
  }

  deinit {
    // What cannot be removed now is removed by the next build.
    try? SpillDirectory.remove(directory)
  }

  /// Writes the lists of a buffer as one more run.
  func append(_ buffer: InvertedBuffer, documentCount: Int) throws {
    let writer = SegmentWriter(id: UInt32(runs.count + 1), environment: environment)
    let dictionary = TermDictionaryWriter(segment: writer)
    try buffer.write(postings: PostingsWriter(segment: writer), dictionary: dictionary)
    var counts = SegmentCounts()
    counts.documentCount = documentCount
    let run = try FinishedSegment(writer, counts: counts, dictionary: dictionary, firstOrdinal: 0)
    try writer.writePending()
    runs.append(
      try Segment(
        summary: SegmentSummary(
          id: writer.id, documentCount: documentCount, nonemptyDocumentCount: 0, totalLength: 0,
          descriptorChecksum: 0),
        descriptor: run.descriptor))
  }

  /// Writes the lists of all runs together.
  func write(postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    let transaction = try environment.beginRead()
    // Documents are numbered through all runs, so there is nothing to add to them.
    let sources = runs.map { run in
      PostingsMerger.Source(reader: SegmentReader(segment: run, transaction: transaction), base: 0)
    }
    try PostingsMerger(sources: sources).write(postings: postings, dictionary: dictionary)
  }
}
