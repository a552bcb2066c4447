import Postings

/// The posting lists of all phrases of one length in a `PhraseText`, made by a counting sort as `InvertedBuffer` makes those of
/// terms.
@safe final class PhraseLists: @unchecked Sendable {
  // Nothing of it changes once it is made.

  /// The phrases in ascending order.
  let codes: [PhraseCode]
  /// Where the documents of each phrase end.
  private let ends: [Int]
  /// A document for each time that a phrase stands in one, phrase by phrase, ascending.
  private let occurrences: UnsafeMutablePointer<DocID>

  /// The lists of the phrases that the text is at.
  init(_ text: PhraseText, termCount: Int) {
    if text.length == 2 {
      unsafe (codes, ends, occurrences) = Self.pairLists(text, termCount: termCount)
    } else {
      unsafe (codes, ends, occurrences) = Self.longerLists(text)
    }
  }

  deinit {
    unsafe occurrences.deallocate()
  }

  /// In how many documents a phrase is.
  func documentFrequency(of number: Int) -> Int {
    var count = 0
    forEachPosting(of: number) { _, _ in count += 1 }
    return count
  }

  /// The documents of a phrase, and how often it stands in each.
  @inline(__always)
  func forEachPosting(of number: Int, _ body: (DocID, UInt32) throws -> Void) rethrows {
    var start = number == 0 ? 0 : ends[number - 1]
    let end = ends[number]
    while start < end {
      let document = unsafe occurrences[start]
      var next = start &+ 1
      while next < end, unsafe occurrences[next] == document { next &+= 1 }
      try body(document, UInt32(truncatingIfNeeded: next &- start))
      start = next
    }
  }

  private typealias Lists = (codes: [PhraseCode], ends: [Int], occurrences: UnsafeMutablePointer<DocID>)

  /// Pairs are counted in a table with a row and a column for each term.
  private static func pairLists(_ text: PhraseText, termCount: Int) -> Lists {
    var slots = [Int](repeating: 0, count: termCount * termCount)
    text.forEachPair { first, second, _ in slots[Int(first) &* termCount &+ Int(second)] &+= 1 }
    var codes: [PhraseCode] = []
    var total = 0
    for pair in slots.indices where slots[pair] > 0 {
      (slots[pair], total) = (total, total + slots[pair])
      var code = PhraseCode()
      code.set(UInt16(pair / termCount), at: 0)
      code.set(UInt16(pair % termCount), at: 1)
      codes.append(code)
    }
    let occurrences = UnsafeMutablePointer<DocID>.allocate(capacity: max(total, 1))
    text.forEachPair { first, second, document in
      let pair = Int(first) &* termCount &+ Int(second)
      // Every pair of the first pass is there again, and has its slot.
      unsafe occurrences[slots[pair]] = document
      slots[pair] &+= 1
    }
    let ends = codes.map { code in
      let numbers = code.numbers
      return slots[numbers[0] * termCount + numbers[1]]
    }
    return unsafe (codes, ends, occurrences)
  }

  /// Longer phrases are counted in a hash table.
  private static func longerLists(_ text: PhraseText) -> Lists {
    var table = PhraseTable()
    var counts: [Int] = []
    // What number each occurrence has is kept, so that none is looked up again.
    var numbers = GrowableBuffer<UInt32>()
    text.forEachPhrase { code, _ in
      let number = table.number(of: code)
      if number == counts.count { counts.append(0) }
      counts[number] &+= 1
      numbers.append(UInt32(truncatingIfNeeded: number))
    }
    let order = counts.indices.sorted { table.codes[$0] < table.codes[$1] }
    var slots = counts
    var total = 0
    for number in order {
      slots[number] = total
      total += counts[number]
    }
    let occurrences = UnsafeMutablePointer<DocID>.allocate(capacity: max(total, 1))
    var next = 0
    text.forEachPhrase { _, document in
      let number = unsafe Int(numbers.values[next])
      next &+= 1
      unsafe occurrences[slots[number]] = document
      slots[number] &+= 1
    }
    return unsafe (order.map { table.codes[$0] }, order.map { slots[$0] }, occurrences)
  }
}
