/// The documents of a dense block as a set: one bit each, in words of 64 that are aligned to multiples of 64 documents, so
/// that the sets of different lists can be joined word by word.
///
/// It does not own its bytes, `wordCount` words at `words`, little-endian, not aligned: it is good for as long as they are.
@safe public struct DocumentSetBlock {
  let words: UnsafeRawPointer
  /// How many words there are.
  public let wordCount: Int
  /// The number of the first word: bit b of word w stands for document 64 * (firstWord + w) + b.
  public let firstWord: Int

  /// A word; `index` is below `wordCount`.
  public subscript(index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: words.loadUnaligned(fromByteOffset: 8 &* index, as: UInt64.self))
  }

  /// Bytes of the header and the words.
  public var byteCount: Int { 1 &+ 8 &* wordCount }

  /// The greatest document; there is one.
  public var last: DocID {
    let word = self[wordCount &- 1]
    return DocID(truncatingIfNeeded: (firstWord &+ wordCount) &* 64 &- 1 &- word.leadingZeroBitCount)
  }

  /// The least document that is not before `target`; nil if there is none.
  public func first(notBefore target: DocID) -> DocID? {
    var index = max(Int(target &>> 6) &- firstWord, 0)
    guard index < wordCount else { return nil }
    var word = self[index]
    if Int(target &>> 6) &- firstWord == index { word &= ~0 &<< UInt64(target & 63) }
    while word == 0 {
      index &+= 1
      guard index < wordCount else { return nil }
      word = self[index]
    }
    return DocID(truncatingIfNeeded: (firstWord &+ index) &* 64 &+ word.trailingZeroBitCount)
  }

  /// Whether a document is in the set; false for one that no word covers.
  public func contains(_ document: DocID) -> Bool {
    let index = Int(document &>> 6) &- firstWord
    guard index >= 0, index < wordCount else { return false }
    return self[index] &>> UInt64(document & 63) & 1 == 1
  }

  /// How many documents of the set come before one; all of them if no word covers it and it follows the last.
  public func rank(of document: DocID) -> Int {
    let index = Int(document &>> 6) &- firstWord
    guard index >= 0 else { return 0 }
    var count = 0
    for word in 0..<min(index, wordCount) { count &+= self[word].nonzeroBitCount }
    if index < wordCount { count &+= (self[index] & ((1 &<< UInt64(document & 63)) &- 1)).nonzeroBitCount }
    return count
  }

  /// Finds which of `count` documents are in the set, and writes their places among them.
  ///
  /// - Returns: how many are.
  /// - Precondition: words cover all documents, or what is said of the others is meaningless; `count` is at most 256, and
  ///   `places` has room for as many.
  public func matches(
    of documents: UnsafePointer<DocID>, count: Int, places: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var found = 0
    for index in 0..<count {
      let document = unsafe documents[index]
      let word = UInt(bitPattern: Int(document &>> 6) &- firstWord)
      unsafe places[found] = UInt8(truncatingIfNeeded: index)
      // Without branches, which could not be foretold.
      let bits = self[Int(bitPattern: min(word, UInt(bitPattern: wordCount &- 1)))]
      found &+= Int(truncatingIfNeeded: bits &>> UInt64(document & 63) & 1)
    }
    return found
  }

  /// Writes for each of `count` ascending documents of the set how many come before it; no more than 127.
  ///
  /// - Precondition: `ranks` has room for `count` numbers.
  public func ranks(
    of documents: UnsafePointer<DocID>, count: Int, into ranks: UnsafeMutablePointer<UInt8>
  ) {
    var word = 0
    var before = 0
    for index in 0..<count {
      let document = unsafe documents[index]
      let target = min(Int(document &>> 6) &- firstWord, wordCount &- 1)
      while word < target {
        before &+= self[word].nonzeroBitCount
        word &+= 1
      }
      let rank = before &+ (self[word] & ((1 &<< UInt64(document & 63)) &- 1)).nonzeroBitCount
      unsafe ranks[index] = UInt8(truncatingIfNeeded: min(rank, DocumentBlock.count &- 1))
    }
  }

  /// Writes the documents in ascending order, a byte of the set at a time, by table: the number of bits in a word cannot be
  /// foretold, but that of its bytes is known.
  ///
  /// - Returns: how many there are; if they are more than 128, more than that, and not all are written.
  /// - Precondition: `documents` has room for `DocumentBlock.capacity` numbers.
  public func decode(into documents: UnsafeMutablePointer<UInt32>) -> Int {
    let table = unsafe Self.bitPlaces
    let target = UnsafeMutableRawPointer(documents)
    var first = SIMD4(repeating: UInt32(truncatingIfNeeded: firstWord &* 64))
    var count = 0
    for index in 0..<wordCount {
      var word = self[index]
      let countHere = word.nonzeroBitCount
      guard count &+ countHere <= DocumentBlock.count else { return count &+ countHere }
      for _ in 0..<8 {
        let byte = Int(truncatingIfNeeded: word & 0xFF)
        let places = unsafe SIMD8<UInt32>(
          truncatingIfNeeded: table.loadUnaligned(fromByteOffset: 8 &* byte, as: SIMD8<UInt8>.self))
        // Behind the documents of the byte, numbers are written that the next ones cover.
        let place = unsafe target + 4 &* count
        unsafe place.storeBytes(of: first &+ places.lowHalf, as: SIMD4<UInt32>.self)
        unsafe place.storeBytes(of: first &+ places.highHalf, toByteOffset: 16, as: SIMD4<UInt32>.self)
        first &+= SIMD4(repeating: 8)
        count &+= byte.nonzeroBitCount
        word &>>= 8
      }
    }
    return count
  }

  /// For each byte the places of its bits, ascending, in eight bytes: those behind the last bit are 0. Never written again.
  nonisolated(unsafe) private static let bitPlaces: UnsafeRawPointer = {
    let table = UnsafeMutableRawPointer.allocate(byteCount: 8 * 256, alignment: 64)
    unsafe table.initializeMemory(as: UInt8.self, repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      let places = (0..<8).filter { byte >> $0 & 1 == 1 }
      for (index, place) in places.enumerated() {
        unsafe table.storeBytes(of: UInt8(place), toByteOffset: 8 * byte + index, as: UInt8.self)
      }
    }
    return UnsafeRawPointer(table)
  }()

  static func wordCount(base: DocID, last: DocID) -> Int { Int(last >> 6) - Int(base >> 6) + 1 }

  static func encode(
    _ documents: UnsafePointer<UInt32>, base: DocID, wordCount: Int, into target: UnsafeMutableRawPointer
  ) {
    let firstWord = Int(base >> 6)
    unsafe target.initializeMemory(as: UInt8.self, repeating: 0, count: 8 * wordCount)
    for index in 0..<DocumentBlock.count {
      let document = unsafe documents[index]
      let offset = 8 * (Int(document >> 6) - firstWord)
      let word = unsafe UInt64(littleEndian: target.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      unsafe target.storeBytes(
        of: (word | 1 << UInt64(document & 63)).littleEndian, toByteOffset: offset, as: UInt64.self)
    }
  }
}
