import Index
import Postings

/// The documents that hold a phrase: candidates hold all its terms, and positions are looked at only then. Every start is
/// counted, overlapping ones too: "a b a" occurs twice in "a b a b a".
///
/// With the length of the title given, only occurrences within the title count; a phrase of a single term serves for that.
final class PhraseIterator: DocIterator {
  /// One word of the phrase.
  struct Slot {
    /// Which of the cursors is that of the word's term.
    var cursor: Int
    /// The word's place in the phrase.
    var offset: UInt32
  }

  /// One for each different term, the rarest first.
  private let cursors: [PostingsCursor]
  private let slots: [Slot]
  private let scorer: LeafScorer?
  private let titleReader: SegmentReader?
  private let watch: Watch

  /// Where the phrase starts in the current document.
  private var starts: [UInt32] = []
  /// The slots in the order in which they are checked.
  private var order: [Int]
  /// How often the term of each cursor stands in the current document.
  private var frequencies: [UInt32]

  /// `cursors` has one for each different term, `slots` one for each word; `titleReader` is given if only titles count.
  init(cursors: [PostingsCursor], slots: [Slot], scorer: LeafScorer?, titleReader: SegmentReader?, watch: Watch) {
    let documentFrequencies = cursors.map(\.entry.documentFrequency)
    let byFrequency = cursors.indices.sorted { documentFrequencies[$0] < documentFrequencies[$1] }
    var rank = [Int](repeating: 0, count: cursors.count)
    for (index, cursor) in byFrequency.enumerated() { rank[cursor] = index }
    self.cursors = byFrequency.map { cursors[$0] }
    self.slots = slots.map { Slot(cursor: rank[$0.cursor], offset: $0.offset) }
    self.scorer = scorer
    self.titleReader = titleReader
    self.watch = watch
    order = Array(slots.indices)
    frequencies = cursors.map { _ in 0 }
    super.init(cost: self.cursors.first?.entry.documentFrequency ?? 0)
  }

  override func next() throws -> DocID {
    try align(cursors[0].next())
  }

  override func advance(to target: DocID) throws -> DocID {
    try align(cursors[0].advance(to: target))
  }

  /// Steps to the first document, from `candidate` on, that all cursors reach.
  private func align(_ candidate: DocID) throws -> DocID {
    var candidate = candidate
    search: while candidate != .exhausted {
      try watch.tick()
      for cursor in cursors.dropFirst() {
        let found = try cursor.advance(to: candidate)
        if found != candidate {
          candidate = found == .exhausted ? .exhausted : try cursors[0].advance(to: found)
          continue search
        }
      }
      break
    }
    document = candidate
    return candidate
  }

  override func matches() throws -> Bool {
    var limit = UInt32.max
    if let titleReader { limit = UInt32(try titleReader.titleLength(of: document)) }
    if cursors.count > 1 { try sortSlots() }
    try findStarts(order[0], limit: limit)
    for slot in order.dropFirst() where !starts.isEmpty { try keepStarts(slots[slot], limit: limit) }
    return !starts.isEmpty
  }

  override func score() throws -> Float {
    guard let scorer else { return 0 }
    return scorer.score(document, frequency: UInt32(starts.count))
  }

  /// The rarer a word is in this document, the more starts it rules out.
  private func sortSlots() throws {
    for index in cursors.indices { frequencies[index] = try cursors[index].frequency() }
    // By insertion: the order of one document is nearly that of the next.
    for index in 1..<order.count {
      let slot = order[index]
      let frequency = frequencies[slots[slot].cursor]
      var free = index
      while free > 0, frequencies[slots[order[free &- 1]].cursor] > frequency {
        order[free] = order[free &- 1]
        free &-= 1
      }
      order[free] = slot
    }
  }

  private func findStarts(_ first: Int, limit: UInt32) throws {
    starts.removeAll(keepingCapacity: true)
    let offset = slots[first].offset
    let positions = unsafe try cursors[slots[first].cursor].positions()
    try watch.tick(Self.steps(positions.count))
    starts.reserveCapacity(positions.count)
    for index in 0..<positions.count {
      let position = unsafe positions[index]
      if position >= limit { return }
      if position >= offset { starts.append(position - offset) }
    }
  }

  /// A document can hold millions of positions.
  private static func steps(_ positionCount: Int) -> Int { positionCount &>> 6 &+ 1 }

  /// Keeps those starts where the word of a slot stands in its place.
  private func keepStarts(_ slot: Slot, limit: UInt32) throws {
    let positions = unsafe try cursors[slot.cursor].positions()
    try watch.tick(Self.steps(positions.count))
    var kept = 0
    var index = 0
    // By index: a loop over the array would hold on to it, and the first change would copy it.
    for candidate in starts.indices {
      let start = starts[candidate]
      let wanted = start &+ slot.offset
      while index < positions.count, unsafe positions[index] < wanted { index &+= 1 }
      guard index < positions.count else { break }
      if unsafe positions[index] == wanted, wanted < limit {
        starts[kept] = start
        kept &+= 1
      }
    }
    starts.removeSubrange(kept...)
  }
}
