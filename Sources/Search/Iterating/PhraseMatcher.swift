import Index
import Postings

/// Finds a phrase in a document by the positions of its terms. Every start is counted, overlapping ones too: "a b a" occurs
/// twice in "a b a b a".
///
/// With a reader given for the lengths of titles, only occurrences within the title count; a phrase of a single term serves
/// for that.
@safe final class PhraseMatcher {
  /// One word of the phrase.
  struct Slot {
    /// Which of the cursors is that of the word's term.
    var cursor: Int
    /// The word's place in the phrase.
    var offset: UInt32
  }

  /// A different term of the phrase.
  @safe private struct Term {
    var cursor: Borrowed<PostingsCursor>
    /// Where the term's places in the phrase stand among the offsets of all terms.
    var offsets: Range<Int>
    /// The numbers of the documents' postings, by places that `match` is told; nil if the cursor is to look for documents.
    var postings: UnsafePointer<UInt32>?
  }

  private let cursors: [PostingsCursor]
  private let titleReader: SegmentReader?
  private let watch: Watch

  /// The terms, `termCount` of them, the one with the fewest positions in a document first: it rules out most with the least
  /// reading.
  private let terms: UnsafeMutablePointer<Term>
  private let termCount: Int
  /// The places of the terms in the phrase, term by term.
  private let offsets: UnsafeMutablePointer<UInt32>
  /// Where the phrase starts in the current document, `startCount` of them; room for `startCapacity`.
  private var starts: UnsafeMutablePointer<UInt32>
  private var startCount = 0
  private var startCapacity = 64

  /// A matcher that has not looked at any document.
  ///
  /// - Parameters:
  ///   - cursors: one for each different term.
  ///   - postings: for each cursor, the numbers of the documents' postings, by places that `match` is told; nil if the cursor is
  ///     to look for documents.
  ///   - slots: one for each word.
  ///   - titleReader: given if only titles count.
  ///   - watch: what is told how many positions were looked at.
  init(
    cursors: [PostingsCursor], postings: [UnsafePointer<UInt32>?], slots: [Slot], titleReader: SegmentReader?,
    watch: Watch
  ) {
    self.cursors = cursors
    self.titleReader = titleReader
    self.watch = watch
    termCount = cursors.count
    unsafe terms = .allocate(capacity: termCount)
    unsafe offsets = .allocate(capacity: slots.count)
    unsafe starts = .allocate(capacity: startCapacity)
    let order = cursors.indices.sorted { cursors[$0].entry.precedes(cursors[$1].entry) }
    var offset = 0
    for (place, number) in order.enumerated() {
      let first = offset
      for slot in slots where slot.cursor == number {
        unsafe (offsets + offset).initialize(to: slot.offset)
        offset += 1
      }
      let term = unsafe Term(
        cursor: Borrowed(cursors[number]), offsets: first..<offset, postings: postings[number])
      unsafe (terms + place).initialize(to: term)
    }
  }

  deinit {
    unsafe terms.deallocate()
    unsafe offsets.deallocate()
    unsafe starts.deallocate()
  }

  /// How often the phrase stands in the document that was matched last.
  var frequency: UInt32 { UInt32(truncatingIfNeeded: startCount) }

  /// Whether a document, which should hold all terms, holds the phrase. Documents ascend from call to call.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - place: where the numbers of its postings are to be found.
  /// - Returns: whether it does.
  /// - Throws: `Watch.DeadlinePassed` and the like; `IndexError` or `PostingsError` for a damaged index.
  func match(_ document: DocID, at place: Int = 0) throws -> Bool {
    var limit = UInt32.max
    if let titleReader { limit = UInt32(try titleReader.titleLength(of: document)) }
    startCount = 0
    for number in 0..<termCount {
      let term = unsafe terms[number]
      guard let posting = try posting(of: term, document, at: place) else {
        startCount = 0
        return false
      }
      if number > 0, term.offsets.count == 1, limit == .max {
        try search(term, posting)
      } else {
        try compare(term, posting, isFirst: number == 0, limit: limit)
      }
      if startCount == 0 { return false }
    }
    return true
  }

  /// The number of a document's posting; nil if it has none: a damaged index may have a term in a list of phrases only.
  @inline(__always)
  private func posting(of term: Term, _ document: DocID, at place: Int) throws -> Int? {
    if let postings = unsafe term.postings { return unsafe Int(postings[place]) }
    return try term.cursor.with { try $0.advance(to: document) == document ? $0.posting : nil }
  }

  /// Keeps the starts that have a term, which is one word of the phrase, where it belongs.
  @inline(__always)
  private func search(_ term: Term, _ posting: Int) throws {
    let offset = unsafe offsets[term.offsets.lowerBound]
    let (kept, positionCount) = try term.cursor.with {
      unsafe try $0.keep(starts, count: startCount, offset: offset, ofPosting: posting)
    }
    try watch.tick(Self.steps(positionCount))
    startCount = kept
  }

  /// Finds or keeps the starts that have a term wherever it belongs.
  private func compare(_ term: Term, _ posting: Int, isFirst: Bool, limit: UInt32) throws {
    let positions = unsafe try term.cursor.with { unsafe try $0.positions(ofPosting: posting) }
    for index in term.offsets {
      try watch.tick(Self.steps(positions.count))
      let offset = unsafe offsets[index]
      if isFirst, index == term.offsets.lowerBound {
        unsafe findStarts(positions, offset: offset, limit: limit)
      } else {
        unsafe keepStarts(positions, offset: offset, limit: limit)
      }
      if startCount == 0 { return }
    }
  }

  /// Work is measured in documents; so many positions take about as long.
  private static func steps(_ positionCount: Int) -> Int { positionCount &>> 6 &+ 1 }

  /// Every position of a word is a start, if there is room before it.
  private func findStarts(_ positions: UnsafeBufferPointer<UInt32>, offset: UInt32, limit: UInt32) {
    if positions.count > startCapacity {
      unsafe starts.deallocate()
      startCapacity = 2 * positions.count
      unsafe starts = .allocate(capacity: startCapacity)
    }
    let starts = unsafe starts
    var count = 0
    for index in 0..<positions.count {
      let position = unsafe positions[index]
      if position >= limit { break }
      unsafe starts[count] = position &- offset
      count &+= position >= offset ? 1 : 0
    }
    startCount = count
  }

  /// Keeps the starts that have a word's term where it belongs.
  ///
  /// The positions are looked at four at a time; those behind the last are greater than any that is wanted.
  private func keepStarts(_ positions: UnsafeBufferPointer<UInt32>, offset: UInt32, limit: UInt32) {
    guard let positions = positions.baseAddress else { return }
    let starts = unsafe starts
    var kept = 0
    var index = 0
    for candidate in 0..<startCount {
      let start = unsafe starts[candidate]
      let wanted = start &+ offset
      guard wanted < limit else { break }
      while unsafe positions[index &+ 3] < wanted { index &+= 4 }
      let four = unsafe UnsafeRawPointer(positions + index).loadUnaligned(as: SIMD4<UInt32>.self)
      unsafe starts[kept] = start
      kept &+= any(four .== SIMD4(repeating: wanted)) ? 1 : 0
    }
    startCount = kept
  }
}

extension TermEntry {
  /// Whether the term has fewer positions than another in a document that has both, as far as averages tell.
  fileprivate func precedes(_ other: TermEntry) -> Bool {
    Double(totalFrequency) * Double(other.documentFrequency) < Double(other.totalFrequency) * Double(documentFrequency)
  }
}
