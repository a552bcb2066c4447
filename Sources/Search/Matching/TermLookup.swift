/// Finds the number of a term among those of a query. Most words of a text are none of them, and are told so by their first
/// two bytes.
struct TermLookup {
  /// A bit for each pair of first bytes that a term or prefix has; the second is 0 where there is none.
  private var firstBytes = [UInt64](repeating: 0, count: 1 << 10)
  /// Open addressing: 0 or a term's number plus 1; a power of two of slots, at most half of them taken.
  private var slots: [Int32]
  private var terms: [[UInt8]]

  /// - Parameters:
  ///   - terms: different terms; each gets its index as number.
  ///   - prefixes: beginnings that are to pass the test of the first bytes too.
  init(terms: [[UInt8]], prefixes: [[UInt8]]) {
    self.terms = terms
    var slotCount = 8
    while slotCount < 2 * terms.count { slotCount *= 2 }
    slots = Array(repeating: 0, count: slotCount)
    for (number, term) in terms.enumerated() {
      insert(firstBytes: term)
      var slot = unsafe term.withUnsafeBytes { unsafe firstSlot(of: $0) }
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
    for prefix in prefixes {
      insert(firstBytes: prefix)
      if prefix.count == 1 { for second in 1...UInt8.max { insert(firstBytes: [prefix[0], second]) } }
    }
  }

  /// Whether a term or prefix may begin with these bytes.
  @inline(__always)
  func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
    let pair = Int(first) &<< 8 | Int(second)
    return firstBytes[pair &>> 6] &>> UInt64(pair & 63) & 1 != 0
  }

  /// The number of a term; nil if it is none of the query's.
  func number(of term: UnsafeRawBufferPointer) -> Int? {
    var slot = unsafe firstSlot(of: term)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if unsafe terms[number].elementsEqual(term) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(firstBytes term: [UInt8]) {
    let pair = Int(term.first ?? 0) << 8 | Int(term.dropFirst().first ?? 0)
    firstBytes[pair >> 6] |= 1 << UInt64(pair & 63)
  }

  /// The hash is seeded, so that no query can choose terms that collide.
  private func firstSlot(of term: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    unsafe hasher.combine(bytes: term)
    return hasher.finalize() & (slots.count - 1)
  }
}
