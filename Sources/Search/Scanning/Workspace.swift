import Postings

/// Memory that scans use again and again: it stays with the session, so that a query need not ask for it. One thread at a time.
@safe final class Workspace {
  /// Documents that a scan looks at together, at most.
  static let greatestSpan = 1 << 16

  /// A sum for each document of a window; all are 0 between two uses.
  let sums: UnsafeMutablePointer<Double>
  /// A bit for each document of a window; all are 0 between two uses.
  let marks: UnsafeMutablePointer<UInt64>

  /// Documents that may become hits, and the sums of their scores so far.
  let candidates: UnsafeMutablePointer<DocID>
  let candidateSums: UnsafeMutablePointer<Double>
  /// Their places in the block that they come from, and in that of another list.
  let candidatePlaces: UnsafeMutablePointer<UInt8>
  let ownPlaces: UnsafeMutablePointer<UInt8>
  static let candidateCapacity = 128

  /// Frequencies, `frequencyCapacity` of them.
  private var frequencies: UnsafeMutablePointer<UInt32>
  private var frequencyCapacity = 0
  /// Scores, `scoreCapacity` of them.
  private var scores: UnsafeMutablePointer<Float>
  private var scoreCapacity = 0
  /// Documents that may hold a phrase.
  let phraseCandidates = PhraseCandidates()

  private var lengths: (similarity: Similarity, average: Float, normalization: LengthNormalization)?

  /// Empty memory, half a megabyte.
  init() {
    unsafe sums = .allocate(capacity: Self.greatestSpan)
    unsafe sums.initialize(repeating: 0, count: Self.greatestSpan)
    unsafe marks = .allocate(capacity: Self.greatestSpan / 64)
    unsafe candidatePlaces = .allocate(capacity: Self.candidateCapacity)
    unsafe candidatePlaces.initialize(repeating: 0, count: Self.candidateCapacity)
    unsafe ownPlaces = .allocate(capacity: Self.candidateCapacity)
    unsafe ownPlaces.initialize(repeating: 0, count: Self.candidateCapacity)
    unsafe frequencies = .allocate(capacity: 1)
    unsafe scores = .allocate(capacity: 1)
    unsafe candidates = .allocate(capacity: Self.candidateCapacity)
    unsafe candidates.initialize(repeating: 0, count: Self.candidateCapacity)
    unsafe candidateSums = .allocate(capacity: Self.candidateCapacity)
    unsafe candidateSums.initialize(repeating: 0, count: Self.candidateCapacity)
    unsafe marks.initialize(repeating: 0, count: Self.greatestSpan / 64)
  }

  deinit {
    unsafe candidates.deallocate()
    unsafe candidatePlaces.deallocate()
    unsafe ownPlaces.deallocate()
    unsafe frequencies.deallocate()
    unsafe scores.deallocate()
    unsafe candidateSums.deallocate()
    unsafe sums.deallocate()
    unsafe marks.deallocate()
  }

  /// Room for the frequencies of the candidates in some lists, 128 numbers each, all initialised; valid until the next call.
  func frequencies(listCount: Int) -> UnsafeMutablePointer<UInt32> {
    let count = Self.candidateCapacity * listCount
    if count > frequencyCapacity {
      unsafe frequencies.deallocate()
      unsafe frequencies = .allocate(capacity: count)
      unsafe frequencies.initialize(repeating: 0, count: count)
      frequencyCapacity = count
    }
    return unsafe frequencies
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

  /// The parts of scores that depend on lengths: the same as for the query before, mostly.
  func lengthNormalization(_ similarity: Similarity, averageLength: Float) -> LengthNormalization {
    if let lengths, lengths.similarity == similarity, lengths.average == averageLength { return lengths.normalization }
    let normalization = LengthNormalization(similarity, averageLength: averageLength)
    lengths = (similarity, averageLength, normalization)
    return normalization
  }

  /// Clears everything: after a scan that was stopped halfway.
  func clear() {
    unsafe sums.update(repeating: 0, count: Self.greatestSpan)
    unsafe marks.update(repeating: 0, count: Self.greatestSpan / 64)
  }
}
