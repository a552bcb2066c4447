import BenchmarkSupport
import Postings

/// The blocks of a generated list as the index would hold them.
final class EncodedBlocks: Sendable {
  /// The most bytes that they take.
  static let maximumByteCount = GeneratedList.blockCount * DocumentBlock.maximumByteCount

  /// All blocks, one behind the other.
  let bytes: [UInt8]
  /// Where each begins, and where the last one ends.
  let offsets: [Int]

  init(_ list: GeneratedList) {
    let documents = NumberBuffer(list.documents)
    let frequencies = NumberBuffer(list.frequencies)
    var bytes = [UInt8](repeating: 0, count: Self.maximumByteCount)
    offsets = unsafe bytes.withUnsafeMutableBytes { target in
      guard let start = target.baseAddress else { return [] }
      return unsafe Self.encode(documents, frequencies, into: start)
    }
    self.bytes = bytes
  }

  /// Encodes the documents and frequencies of all blocks into memory that has room for `maximumByteCount`.
  ///
  /// - Returns: where each block begins, and where the last one ends.
  static func encode(
    _ documents: NumberBuffer, _ frequencies: NumberBuffer, into target: UnsafeMutableRawPointer
  ) -> [Int] {
    var offsets = [0]
    var (offset, base) = (0, DocID(0))
    for first in stride(from: 0, to: documents.count, by: DocumentBlock.count) {
      unsafe offset += DocumentBlock.encode(
        documents: documents.start + first, frequencies: frequencies.start + first, base: base, into: target + offset)
      offsets.append(offset)
      unsafe base = documents.start[first + DocumentBlock.count - 1]
    }
    return offsets
  }
}
