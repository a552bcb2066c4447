import LMDB
import Postings

/// Posting lists that did not fit memory: runs in a scratch environment of their own, merged and thrown away at the end.
final class SpillStore {
  private let directory: String
  private let environment: Environment
  private var runs: [Segment] = []
  private var phraseRuns: [Segment] = []
  private var nextID: UInt32 = 1

  /// Makes an empty store in `directory`, which is replaced if a crash has left one.
  init(directory: String) throws {
    try Environment.remove(at: directory)
    self.directory = directory
    var options = Environment.Options()
    options.durability = .none
    environment = try Environment(at: directory, options: options)
  }

  deinit {
    // What cannot be removed now is removed by the next build.
    try? Environment.remove(at: directory)
  }

  /// Writes the lists of a buffer as one more run: of the documents up to `documentCount` that no run before has.
  func append(_ buffer: InvertedBuffer, documentCount: Int) throws {
    runs.append(
      try write(documentCount: documentCount) { postings, dictionary, _ in
        try buffer.write(buffer.frequencies(), postings: postings, dictionary: dictionary)
      })
  }

  /// Writes lists of phrases as one more run of such.
  func appendPhrases(
    documentCount: Int, _ lists: (PostingsWriter, TermDictionaryWriter) throws -> Void
  ) throws {
    phraseRuns.append(
      try write(documentCount: documentCount) { postings, _, phrases in try lists(postings, phrases) })
  }

  /// Writes the lists of all runs together.
  func write(postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    try PostingsMerger(sources: try sources(runs)).write(postings: postings, dictionary: dictionary)
  }

  /// Writes the lists of all runs of phrases together.
  func writePhrases(postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    try PostingsMerger(sources: try sources(phraseRuns)).writePhrases(postings: postings, dictionary: dictionary)
  }

  /// The runs as segments, with the documents of each.
  func segments() throws -> [(source: PostingsMerger.Source, documents: Range<DocID>)] {
    var first = DocID(0)
    return try sources(runs).map { source in
      defer { first = DocID(source.reader.documentCount) }
      return (source, first..<DocID(source.reader.documentCount))
    }
  }

  /// Documents are numbered through all runs, so there is nothing to add to them.
  private func sources(_ runs: [Segment]) throws -> [PostingsMerger.Source] {
    let transaction = try environment.beginRead()
    return runs.map {
      PostingsMerger.Source(reader: SegmentReader(segment: $0, transaction: transaction), base: 0)
    }
  }

  private func write(
    documentCount: Int, _ lists: (PostingsWriter, TermDictionaryWriter, TermDictionaryWriter) throws -> Void
  ) throws -> Segment {
    defer { nextID += 1 }
    let writer = SegmentWriter(id: nextID, environment: environment)
    let dictionary = TermDictionaryWriter(segment: writer)
    let phrases = TermDictionaryWriter(phrasesOf: writer)
    try lists(PostingsWriter(segment: writer, documentCount: documentCount, impacts: nil), dictionary, phrases)
    var counts = SegmentCounts()
    counts.documentCount = documentCount
    let run = try FinishedSegment(writer, counts: counts, dictionary: dictionary, phrases: phrases, firstOrdinal: 0)
    try writer.writePending()
    return try Segment(
      summary: SegmentSummary(
        id: writer.id, documentCount: documentCount, nonemptyDocumentCount: 0, totalLength: 0,
        descriptorChecksum: 0),
      descriptor: run.descriptor)
  }
}
