import Postings
import TestSupport
import Testing

@Suite struct DocumentTailTests {
  private static func encode(_ list: DocumentList, below limit: UInt32) -> [UInt8] {
    let documents = NumberBlock(list.documents)
    let frequencies = NumberBlock(list.frequencies)
    return unsafe written(capacity: DocumentTail.maximumByteCount(list.documents.count)) { target in
      unsafe DocumentTail.encode(
        documents: documents.pointer, frequencies: frequencies.pointer, count: list.documents.count, base: list.base,
        below: limit, into: target)
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

  @Test(arguments: [1, 2, 3, 31, 126, 127], [0, 1, 4, 9, 16, 23])
  func tailsComeBack(count: Int, spread: Int) throws {
    var random = SplitMix64(seed: UInt64(count * 100 + spread))
    for isFirst in [true, false] {
      let list = DocumentList(count: count, spread: spread, isFirst: isFirst, using: &random)
      let limits: [UInt32] = [list.limit, list.limit + 1, list.limit + UInt32(random.below(1 << 24)), 1 << 31 - 1]
      for limit in limits {
        let bytes = Self.encode(list, below: limit)
        #expect(bytes == NaiveCodecs.tail(list, below: limit))
        let decoded = try Self.decode(bytes + [0x80], count: count, base: list.base, below: limit)
        #expect(decoded.documents == list.documents)
        #expect(decoded.frequencies == list.frequencies)
        #expect(decoded.size == bytes.count)
        for cut in 0..<bytes.count {
          #expect(throws: PostingsError.self) {
            try Self.decode(Array(bytes[..<cut]), count: count, base: list.base, below: limit)
          }
        }
      }
    }
  }

  /// The documents are all at the end, or at the beginning: distances with many zeros, and with none.
  @Test(arguments: [1, 2, 64, 127], [127, 1000, 1 << 20, 1 << 31 - 1] as [UInt32])
  func distancesMayBeAsUnevenAsCanBe(count: Int, limit: UInt32) throws {
    var random = SplitMix64(seed: UInt64(count))
    for first in [0, limit - UInt32(count), (limit - UInt32(count)) / 2] {
      var list = DocumentList(count: count, spread: 0, isFirst: true, using: &random)
      list.documents = (0..<UInt32(count)).map { first + $0 }
      list.frequencies = (0..<count).map { $0 % 3 == 0 ? 1 : .max >> UInt32($0 % 32) }
      let bytes = Self.encode(list, below: limit)
      #expect(bytes == NaiveCodecs.tail(list, below: limit))
      let decoded = try Self.decode(bytes, count: count, base: 0, below: limit)
      #expect(decoded.documents == list.documents && decoded.frequencies == list.frequencies)
    }
  }

  @Test func whatCannotBeIsRefused() {
    // With one document below 2 there is one bit behind the one, and with 2^31 there are 30: zeros without end, too great a
    // distance, too great a frequency.
    for limit in [1, 2, 100, 1 << 31 - 1] as [UInt32] {
      let zeros = [UInt8](repeating: 0, count: 1000)
      #expect(throws: PostingsError.documentOutOfRange) { try Self.decode(zeros, count: 1, base: 0, below: limit) }
    }
    #expect(throws: PostingsError.documentOutOfRange) { try Self.decode([0b110], count: 1, base: 0, below: 1) }
    #expect(throws: PostingsError.numberTooLarge) {
      try Self.decode([1, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], count: 1, base: 0, below: 1)
    }
    #expect(throws: PostingsError.truncated) { try Self.decode([1, 0, 0], count: 1, base: 0, below: 1) }
    // Two documents, and room for one.
    #expect(throws: PostingsError.documentOutOfRange) { try Self.decode([0xFF], count: 2, base: 0, below: 1) }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func anyBytesGiveDocumentsBelowTheLimitOrAnError(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let mask = UInt8.max >> UInt8(random.below(3))
      let bytes = (0..<random.below(300)).map { _ in UInt8(truncatingIfNeeded: random.next()) & mask }
      let limit = UInt32(1 + random.below(random.below(2) == 0 ? 1 << 31 - 1 : 500))
      let base = UInt32(random.below(Int(limit)))
      let count = 1 + random.below(127)
      guard let decoded = try? Self.decode(bytes, count: count, base: base, below: limit) else { continue }
      #expect(decoded.size <= bytes.count)
      #expect(decoded.documents.allSatisfy { $0 < limit })
      #expect(zip(decoded.documents, decoded.documents.dropFirst()).allSatisfy { $0 < $1 })
      #expect(decoded.frequencies.allSatisfy { $0 > 0 })
    }
  }
}
