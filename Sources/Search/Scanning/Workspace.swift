import Index
import Postings

/// Memory that scans use again and again: it stays with the session, so that a query need not ask for it. One thread at a time.
@safe final class Workspace {
  /// Words of 64 documents that are counted together, at most.
  private static let wordCapacity = 1 << 10
  /// A bit for each of their documents; all are 0 between two uses.
  let marks: UnsafeMutablePointer<UInt64>
  let otherMarks: UnsafeMutablePointer<UInt64>

  let sums = WindowSums()
  let candidates = Candidates()
  let matches = BlockMatches()

  /// Scores, `scoreCapacity` of them.
  private var scores: UnsafeMutablePointer<Float>
  private var scoreCapacity = 0
  /// Documents that may hold a phrase.
  let phraseCandidates = PhraseCandidates()

  private var lengths: (similarity: Similarity, average: Float, normalization: LengthNormalization)?

  /// Empty memory, half a megabyte.
  init() {
    unsafe marks = .allocate(capacity: Self.wordCapacity)
    unsafe marks.initialize(repeating: 0, count: Self.wordCapacity)
    unsafe otherMarks = .allocate(capacity: Self.wordCapacity)
    unsafe otherMarks.initialize(repeating: 0, count: Self.wordCapacity)
    unsafe scores = .allocate(capacity: 1)
  }

  deinit {
    unsafe marks.deallocate()
    unsafe otherMarks.deallocate()
    unsafe scores.deallocate()
    candidates.deallocate()
    matches.deallocate()
  }

  /// Room for the scores of a block of each of some lists, 128 numbers each, all initialised; valid until the next call.
  func scores(listCount: Int) -> UnsafeMutablePointer<Float> {
    let count = DocumentBlock.count * listCount
    if count > scoreCapacity {
      unsafe scores.deallocate()
      unsafe scores = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
        .bindMemory(to: Float.self, capacity: count)
      unsafe scores.initialize(repeating: 0, count: count)
      scoreCapacity = count
    }
    return unsafe scores
  }

  /// The first words of a segment, as many as there are marks for; none if it has no documents.
  static func firstWords(of documentCount: Int) -> Range<Int> { nextWords(0..<0, of: documentCount) }

  /// The words behind others; none if these were the last.
  static func nextWords(_ words: Range<Int>, of documentCount: Int) -> Range<Int> {
    words.upperBound..<min(words.upperBound + wordCapacity, (documentCount + 63) / 64)
  }

  /// The parts of scores that depend on lengths: the same as for the query before, mostly.
  func lengthNormalization(_ similarity: Similarity, averageLength: Float) -> LengthNormalization {
    if let lengths, lengths.similarity == similarity, lengths.average == averageLength { return lengths.normalization }
    let normalization = LengthNormalization(similarity, averageLength: averageLength)
    lengths = (similarity, averageLength, normalization)
    return normalization
  }

  /// Clears everything: after a scan that was stopped halfway.
  func clear() {
    sums.clear()
    unsafe marks.update(repeating: 0, count: Self.wordCapacity)
    unsafe otherMarks.update(repeating: 0, count: Self.wordCapacity)
  }
}
