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
      let layout = unsafe try DocumentBlock.decodeDocuments(bytes, base: base, below: limit, into: documents.pointer)
      unsafe DocumentBlock.decodeFrequencies(bytes, layout, into: frequencies.pointer)
    }
    return (documents.values, frequencies.values)
  }

  @Test(arguments: 0...23, [UInt64(1), 2, 3])
  func blocksComeBack(spread: Int, seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 100 &+ UInt64(spread))
    let list = DocumentList(count: 128, spread: spread, isFirst: seed == 1, using: &random)
    let bytes = Self.encode(list)
    #expect(bytes.count == 2 + 16 * (Int(bytes[0]) + Int(bytes[1])))

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

  @Test func theDensestBlockTakesThreeVectors() {
    var random = SplitMix64(seed: 1)
    var list = DocumentList(count: 128, spread: 0, isFirst: true, using: &random)
    list.documents = Array(0..<128)
    list.frequencies = [UInt32](repeating: 1, count: 128)
    let bytes = Self.encode(list)
    // Differences to the document four earlier are 4; those of the first four 0, 1, 2, 3. Frequencies less one are 0.
    #expect(bytes.count == 2 + 3 * 16)
    #expect(bytes.prefix(2) == [3, 0])
  }

  @Test func widthsThatNoBlockHasAreRefused() {
    let zeros = [UInt8](repeating: 0, count: DocumentBlock.maximumByteCount)
    for width in UInt8(32)...255 {
      #expect(throws: PostingsError.invalidWidth(Int(width))) { try Self.decode([width] + zeros, base: 0, below: 10) }
      guard width > 32 else { continue }
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
        bytes[0] = UInt8(random.below(33))
        bytes[1] = UInt8(random.below(34))
      }
      let limit = UInt32(1 + random.below(1 << 31 - 1))
      let base = UInt32(random.below(Int(limit)))
      guard let decoded = try? Self.decode(bytes, base: base, below: limit) else { continue }
      #expect(decoded.documents.allSatisfy { $0 < limit })
    }
  }
}
