import Postings
import TestSupport
import Testing

@Suite struct DocumentTailTests {
  private static func encode(_ list: DocumentList) -> [UInt8] {
    let documents = NumberBlock(list.documents)
    let frequencies = NumberBlock(list.frequencies)
    return unsafe written(capacity: DocumentTail.maximumByteCount(list.documents.count)) { target in
      unsafe DocumentTail.encode(
        documents: documents.pointer, frequencies: frequencies.pointer, count: list.documents.count, base: list.base,
        into: target)
    }
  }

  private static func decode(
    _ bytes: [UInt8], count: Int, base: DocID, below limit: UInt32
  ) throws -> (documents: [UInt32], frequencies: [UInt32], size: Int) {
    let documents = NumberBlock()
    let frequencies = NumberBlock()
    let size = try unsafe bytes.withUnsafeBytes { bytes in
      unsafe try DocumentTail.decode(
        bytes, count: count, base: base, below: limit, documents: documents.pointer, frequencies: frequencies.pointer)
    }
    return (Array(documents.values.prefix(count)), Array(frequencies.values.prefix(count)), size)
  }

  /// The grammar once more, over numbers as `VarInt` appends them.
  private static func naiveEncode(_ list: DocumentList) -> [UInt8] {
    var bytes: [UInt8] = []
    var previous = list.base
    for (document, frequency) in zip(list.documents, list.frequencies) {
      VarInt.append(UInt64(document - previous) * 2 + (frequency == 1 ? 1 : 0), to: &bytes)
      if frequency != 1 { VarInt.append(UInt64(frequency), to: &bytes) }
      previous = document
    }
    return bytes
  }

  @Test(arguments: [1, 2, 3, 31, 126, 127], [0, 1, 4, 9, 16, 23])
  func tailsComeBack(count: Int, spread: Int) throws {
    var random = SplitMix64(seed: UInt64(count * 100 + spread))
    for isFirst in [true, false] {
      let list = DocumentList(count: count, spread: spread, isFirst: isFirst, using: &random)
      let bytes = Self.encode(list)
      #expect(bytes == Self.naiveEncode(list))
      let decoded = try Self.decode(bytes + [0x80], count: count, base: list.base, below: list.limit)
      #expect(decoded.documents == list.documents)
      #expect(decoded.frequencies == list.frequencies)
      #expect(decoded.size == bytes.count)

      #expect(throws: PostingsError.documentOutOfRange) {
        try Self.decode(bytes, count: count, base: list.base, below: list.limit - 1)
      }
      for cut in 0..<bytes.count {
        #expect(throws: PostingsError.truncated) {
          try Self.decode(Array(bytes[..<cut]), count: count, base: list.base, below: list.limit)
        }
      }
    }
  }

  @Test func aFrequencyOfZeroIsRefused() {
    #expect(throws: PostingsError.disordered) { try Self.decode([2, 0], count: 1, base: 0, below: 10) }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func anyBytesGiveDocumentsBelowTheLimitOrAnError(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let mask = UInt8.max >> UInt8(random.below(3))
      let bytes = (0..<random.below(300)).map { _ in UInt8(truncatingIfNeeded: random.next()) & mask }
      let limit = UInt32(1 + random.below(1 << 31 - 1))
      let base = UInt32(random.below(Int(limit)))
      let count = 1 + random.below(127)
      guard let decoded = try? Self.decode(bytes, count: count, base: base, below: limit) else { continue }
      #expect(decoded.size <= bytes.count)
      #expect(decoded.documents.allSatisfy { $0 < limit })
      #expect(zip(decoded.documents, decoded.documents.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(decoded.frequencies.allSatisfy { $0 > 0 })
    }
  }
}
