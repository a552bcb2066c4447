import Postings
import TestSupport
import Testing

@Suite struct DocumentBlockTests {
  private static func encode(_ list: DocumentList) -> [UInt8] {
    let documents = NumberBlock(list.documents)
    let frequencies = NumberBlock(list.frequencies)
    return unsafe written(capacity: DocumentBlock.maximumByteCount) { target in
      unsafe DocumentBlock.encode(
        documents: documents.pointer, frequencies: frequencies.pointer, base: list.base, into: target)
    }
  }

  private static func decode(
    _ bytes: [UInt8], base: DocID, below limit: UInt32
  ) throws -> (documents: [UInt32], frequencies: [UInt32]) {
    let documents = NumberBlock()
    let frequencies = NumberBlock()
    try unsafe bytes.withUnsafeBytes { bytes in
      let offset = unsafe try DocumentBlock.decodeDocuments(bytes, base: base, below: limit, into: documents.pointer)
      #expect(unsafe try DocumentBlock.frequenciesOffset(bytes) == offset)
      let size = unsafe try DocumentBlock.decodeFrequencies(bytes, at: offset, into: frequencies.pointer)
      #expect(size <= bytes.count)
    }
    return (documents.values, frequencies.values)
  }

  @Test(arguments: 0...23, [UInt64(1), 2, 3])
  func blocksComeBack(spread: Int, seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 100 &+ UInt64(spread))
    let list = DocumentList(count: 128, spread: spread, isFirst: seed == 1, using: &random)
    let bytes = Self.encode(list)
    #expect(bytes == NaiveCodecs.block(list))

    // Bytes behind the block are none of its business.
    let decoded = try Self.decode(bytes + [0xFF], base: list.base, below: list.limit)
    #expect(decoded.documents == list.documents)
    #expect(decoded.frequencies == list.frequencies)

    #expect(throws: PostingsError.documentOutOfRange) {
      try Self.decode(bytes, base: list.base, below: list.limit - 1)
    }
    for count in [0, 1, 2, bytes.count / 2, bytes.count - 1] {
      #expect(throws: PostingsError.truncated) {
        try Self.decode(Array(bytes[..<count]), base: list.base, below: list.limit)
      }
    }
  }

  @Test func theDensestBlockIsASetOfTwoWords() {
    var random = SplitMix64(seed: 1)
    var list = DocumentList(count: 128, spread: 0, isFirst: true, using: &random)
    list.documents = Array(0..<128)
    list.frequencies = [UInt32](repeating: 1, count: 128)
    // The header, 128 ones, and a group of frequencies less one that are all 0.
    #expect(Self.encode(list) == [64 + 2] + [UInt8](repeating: 0xFF, count: 16) + [0])
  }

  /// Where a set is as large as packed differences, it is a set.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func aSetIsTakenWhereItIsNoLarger(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    // About one document in two to twelve: where sets end and differences begin.
    let step = 2 + random.below(11)
    var list = DocumentList(count: 128, spread: 0, isFirst: false, using: &random)
    var next = list.base
    list.documents = (0..<128).map { _ in
      next += UInt32(1 + random.below(step))
      return next
    }
    let bytes = Self.encode(list)
    #expect(bytes == NaiveCodecs.block(list))
    #expect(try Self.decode(bytes, base: list.base, below: list.limit).documents == list.documents)
  }

  @Test func widthsThatNoBlockHasAreRefused() {
    let zeros = [UInt8](repeating: 0, count: DocumentBlock.maximumByteCount)
    for width in (UInt8(32)...255) where !(66...126).contains(width) {
      #expect(throws: PostingsError.invalidWidth(Int(width))) { try Self.decode([width] + zeros, base: 0, below: 10) }
      #expect(throws: PostingsError.invalidWidth(Int(width))) {
        try unsafe [width].withUnsafeBytes { unsafe try DocumentBlock.frequenciesOffset($0) }
      }
    }
    for width in Array(UInt8(33)...127) + Array(UInt8(153)...255) {
      #expect(throws: PostingsError.invalidWidth(Int(width))) {
        try Self.decode([0, width] + zeros, base: 0, below: 10)
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func anyBytesGiveDocumentsBelowTheLimitOrAnError(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      var bytes = (0..<random.below(1100)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      if bytes.count > 2, random.below(4) > 0 {
        bytes[0] = random.below(2) == 0 ? UInt8(random.below(33)) : UInt8(66 + random.below(61))
      }
      let limit = UInt32(1 + random.below(random.below(2) == 0 ? 1 << 31 - 1 : 8000))
      let base = UInt32(random.below(Int(limit)))
      guard let decoded = try? Self.decode(bytes, base: base, below: limit) else { continue }
      #expect(decoded.documents.allSatisfy { $0 < limit })
    }
  }
}
