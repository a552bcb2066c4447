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

  /// A word, and how often its term stands in the current document.
  private struct Word {
    var cursor: BorrowedCursor
    var offset: UInt32
    var frequency: UInt32 = 0
  }

  /// One for each different term.
  private let cursors: [PostingsCursor]
  private let titleReader: SegmentReader?
  private let watch: Watch

  /// The words, `wordCount` of them, in the order in which they were last checked.
  private let words: UnsafeMutablePointer<Word>
  private let wordCount: Int
  /// Where the phrase starts in the current document, `startCount` of them; room for `startCapacity`.
  private var starts: UnsafeMutablePointer<UInt32>
  private var startCount = 0
  private var startCapacity = 64

  /// `cursors` has one for each different term, `slots` one for each word; `titleReader` is given if only titles count.
  init(cursors: [PostingsCursor], slots: [Slot], titleReader: SegmentReader?, watch: Watch) {
    self.cursors = cursors
    self.titleReader = titleReader
    self.watch = watch
    wordCount = slots.count
    unsafe words = .allocate(capacity: wordCount)
    for (index, slot) in slots.enumerated() {
      let word = Word(cursor: BorrowedCursor(cursors[slot.cursor]), offset: slot.offset)
      unsafe (words + index).initialize(to: word)
    }
    unsafe starts = .allocate(capacity: startCapacity)
  }

  deinit {
    unsafe words.deallocate()
    unsafe starts.deallocate()
  }

  /// How often the phrase stands in the document that was matched last.
  var frequency: Int { startCount }

  /// Whether a document, which holds all terms, holds the phrase. Documents ascend from call to call.
  func match(_ document: DocID) throws -> Bool {
    startCount = 0
    try sortWords(document)
    guard unsafe words[0].frequency > 0 else { return false }
    var limit = UInt32.max
    if let titleReader { limit = UInt32(try titleReader.titleLength(of: document)) }
    unsafe try findStarts(words[0], limit: limit)
    var word = 1
    while word < wordCount, startCount > 0 {
      unsafe try keepStarts(words[word], limit: limit)
      word &+= 1
    }
    return startCount > 0
  }

  /// Puts the words with the fewest positions first: they rule out most with the least reading.
  private func sortWords(_ document: DocID) throws {
    for index in 0..<wordCount {
      var word = unsafe words[index]
      // A damaged index may have a term in a list of phrases only.
      word.frequency = try word.cursor.advance(to: document) == document ? word.cursor.frequency() : 0
      // By insertion: the order of one document is nearly that of the next.
      var free = index
      while free > 0, unsafe words[free &- 1].frequency > word.frequency {
        unsafe words[free] = words[free &- 1]
        free &-= 1
      }
      unsafe words[free] = word
    }
  }

  /// Every position of a word is a start, if there is room before it.
  private func findStarts(_ word: Word, limit: UInt32) throws {
    let positions = unsafe try word.cursor.positions()
    try watch.tick(Self.steps(positions.count))
    if positions.count > startCapacity {
      unsafe starts.deallocate()
      startCapacity = 2 * positions.count
      unsafe starts = .allocate(capacity: startCapacity)
    }
    var count = 0
    for index in 0..<positions.count {
      let position = unsafe positions[index]
      if position >= limit { break }
      unsafe starts[count] = position &- word.offset
      if position >= word.offset { count &+= 1 }
    }
    startCount = count
  }

  /// Work is measured in documents; so many positions take about as long.
  private static func steps(_ positionCount: Int) -> Int { positionCount &>> 6 &+ 1 }

  /// Keeps the starts that have the word's term where it belongs.
  private func keepStarts(_ word: Word, limit: UInt32) throws {
    let positions = unsafe try word.cursor.positions()
    try watch.tick(Self.steps(positions.count))
    let count = startCount
    let starts = unsafe starts
    var kept = 0
    var index = 0
    for candidate in 0..<count {
      let start = unsafe starts[candidate]
      let wanted = start &+ word.offset
      while index < positions.count, unsafe positions[index] < wanted { index &+= 1 }
      guard index < positions.count else { break }
      if unsafe positions[index] == wanted, wanted < limit {
        unsafe starts[kept] = start
        kept &+= 1
      }
    }
    startCount = kept
  }
}
