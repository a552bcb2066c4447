import Postings
import TestSupport
import Testing

/// Sets of all densities against plain arrays.
@Suite struct DocumentSetBlockTests {
  /// The bytes of a block of `words` words from the one of `base` on.
  private static func bytes(_ documents: [UInt32], base: DocID, wordCount: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 + 8 * wordCount)
    bytes[0] = UInt8(64 + wordCount)
    for document in documents { bytes[1 + Int(document) / 8 - Int(base) / 64 * 8] |= 1 << UInt8(document % 8) }
    return bytes
  }

  private static func withSet<Result>(
    _ bytes: [UInt8], base: DocID, below limit: UInt32, _ body: (DocumentSetBlock) throws -> Result
  ) throws -> Result {
    try unsafe bytes.withUnsafeBytes { bytes in
      try body(try #require(unsafe try DocumentBlock.set(bytes, base: base, below: limit)))
    }
  }

  /// `count` documents behind `base` that `wordCount` words cover, the last of these among them.
  private static func documents(
    _ count: Int, base: DocID, wordCount: Int, using random: inout SplitMix64
  ) -> [UInt32] {
    let first = base / 64 * 64
    let all = (base == 0 ? 0 : base + 1)..<first + UInt32(64 * wordCount)
    var documents = Set(all.shuffled(using: &random).prefix(count - 1))
    documents.insert(all.upperBound - 1 - UInt32(random.below(64)))
    return documents.sorted()
  }

  @Test(arguments: [2, 3, 4, 9, 31, 62], 0..<3 as Range<UInt64>)
  func setsAnswerAsArraysDo(wordCount: Int, seed: UInt64) throws {
    var random = SplitMix64(seed: seed * 100 + UInt64(wordCount))
    let base = seed == 0 ? 0 : UInt32(random.below(1 << 20))
    for count in [1, 2, 30, 127, 128, 129] where count < 64 * (wordCount - 1) {
      let documents = Self.documents(count, base: base, wordCount: wordCount, using: &random)
      let last = try #require(documents.last)
      let bytes = Self.bytes(documents, base: base, wordCount: wordCount) + [0xFF]
      try Self.withSet(bytes, base: base, below: last + 1) { set in
        #expect(set.wordCount == wordCount && set.firstWord == Int(base / 64) && set.last == last)
        #expect(set.byteCount == bytes.count - 1)
        let block = NumberBlock()
        let decodedCount = unsafe set.decode(into: block.pointer)
        #expect(min(decodedCount, 129) == min(documents.count, 129))
        if documents.count <= 128 { #expect(Array(block.values.prefix(decodedCount)) == documents) }

        let end = base / 64 * 64 + UInt32(64 * wordCount)
        let targets = Array(max(base / 64 * 64, 100) - 100..<end + 100) + [0, 1, .max - 1, .max]
        for target in targets {
          let place = documents.firstIndex { $0 >= target }
          #expect(set.first(notBefore: target) == place.map { documents[$0] })
          #expect(set.rank(of: target) == place ?? documents.count)
          #expect(set.contains(target) == (place.map { documents[$0] } == target))
        }
        let covered = targets.filter { $0 >= base / 64 * 64 && $0 < end }.shuffled(using: &random).prefix(200).sorted()
        var places = [UInt8](repeating: 0, count: covered.count)
        let found = unsafe set.matches(of: covered, count: covered.count, places: &places)
        let expected = covered.indices.filter { documents.contains(covered[$0]) }
        #expect(places.prefix(found).map(Int.init) == expected)
        var ranks = [UInt8](repeating: 0, count: found)
        unsafe set.ranks(of: expected.map { covered[$0] }, count: found, into: &ranks)
        #expect(ranks.map(Int.init) == expected.map { min(documents.firstIndex(of: covered[$0]) ?? -1, 127) })

        for word in 0..<wordCount {
          let expected = (0..<64).reduce(UInt64(0)) { bits, bit in
            documents.contains(UInt32(64 * (set.firstWord + word) + bit)) ? bits | 1 << UInt64(bit) : bits
          }
          #expect(set[word] == expected)
        }
      }
      #expect(throws: PostingsError.documentOutOfRange) {
        try Self.withSet(bytes, base: base, below: last) { _ in }
      }
      for cut in [0, 1, bytes.count / 2, bytes.count - 2] {
        #expect(throws: PostingsError.truncated) {
          try Self.withSet(Array(bytes.prefix(cut)), base: base, below: last + 1) { _ in }
        }
      }
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func setsAreMarkedAsFarAsTheWindowGoes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let wordCount = 3 + random.below(20)
    let base = UInt32(random.below(1 << 12))
    let documents = Self.documents(100, base: base, wordCount: wordCount, using: &random)
    let bytes = Self.bytes(documents, base: base, wordCount: wordCount)
    for _ in 0..<50 {
      let first = max(0, Int(base / 64) - 5 + random.below(wordCount + 10))
      let words = first..<first + 1 + random.below(12)
      let marked = DocID(64 * first + random.below(64))
      var marks = [UInt64](repeating: 0, count: words.count)
      marks[0] = 1 << UInt64(marked % 64)
      let isSet = unsafe try bytes.withUnsafeBytes { bytes in
        unsafe try marks.withUnsafeMutableBufferPointer { marks in
          guard let target = marks.baseAddress else { return true }
          return unsafe try DocumentBlock.mark(bytes, base: base, words: words, in: target)
        }
      }
      #expect(isSet)
      let expected = Set(documents + [marked]).filter { words.contains(Int($0 / 64)) }.sorted()
      let found = (0..<64 * marks.count).filter { marks[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
        .map { DocID(64 * first + $0) }
      #expect(found == expected)
    }
    #expect(throws: PostingsError.truncated) {
      var marks: [UInt64] = [0]
      _ = unsafe try bytes.dropLast().withUnsafeBytes {
        unsafe try DocumentBlock.mark($0, base: base, words: 0..<1, in: &marks)
      }
    }
    #expect(throws: PostingsError.invalidWidth(64 + 63)) {
      var marks: [UInt64] = [0]
      _ = unsafe try [UInt8](repeating: 64 + 63, count: 600).withUnsafeBytes {
        unsafe try DocumentBlock.mark($0, base: base, words: 0..<1, in: &marks)
      }
    }
  }

  @Test func aDocumentThatIsNotBehindTheBaseIsRefused() throws {
    for base in [1, 5, 63, 64, 1000] as [DocID] {
      for wrong in [base, base / 64 * 64] {
        let bytes = Self.bytes([wrong, base / 64 * 64 + 100], base: base, wordCount: 2)
        #expect(throws: PostingsError.disordered) { try Self.withSet(bytes, base: base, below: 2000) { _ in } }
      }
      let bytes = Self.bytes([base + 1, base / 64 * 64 + 100], base: base, wordCount: 2)
      #expect(try Self.withSet(bytes, base: base, below: 2000) { $0.contains(base + 1) })
    }
    // Of the first block the base is 0, which may be in it.
    let first = Self.bytes([0, 100], base: 0, wordCount: 2)
    #expect(try Self.withSet(first, base: 0, below: 101) { $0.first(notBefore: 0) } == 0)
  }

  @Test func aLastWordWithoutDocumentsIsRefused() {
    let bytes = Self.bytes([3, 60], base: 0, wordCount: 3)
    #expect(throws: PostingsError.disordered) { try Self.withSet(bytes, base: 0, below: 2000) { _ in } }
  }

  @Test(arguments: [127, 129])
  func aBlockOfAnotherNumberOfDocumentsIsRefused(count: UInt32) {
    let bytes = Self.bytes(Array(0..<count), base: 0, wordCount: 3)
    let block = NumberBlock()
    #expect(throws: PostingsError.disordered) {
      try unsafe bytes.withUnsafeBytes {
        _ = unsafe try DocumentBlock.decodeDocuments($0, base: 0, below: 2000, into: block.pointer)
      }
    }
  }
}
