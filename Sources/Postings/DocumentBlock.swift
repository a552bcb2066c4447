/// The codec of 128 ascending documents and their frequencies, one block of a posting list.
///
/// ```
/// offset  bytes            what
/// 0       1                D: bits of a document difference, 0...31
/// 1       1                F: bits of a frequency less one, 0...32
/// 2       16 * D           documents: differences to the document four earlier, the first four to the base, packed
/// 2+16*D  16 * F           frequencies less one, packed
/// ```
///
/// The base is the last document of the list's previous block, 0 for the first. Frequencies are decoded apart, and only
/// where they are needed: a count never looks at them.
public enum DocumentBlock {
  /// Documents in a block.
  public static let count = BitPacking.groupSize

  /// The most bytes that a block takes.
  public static let maximumByteCount = 2 + 16 * 31 + 16 * 32

  /// Where the frequencies of a block stand, found when its documents are decoded.
  public struct Frequencies: Sendable {
    /// Bits of a packed frequency.
    public let bits: Int
    /// Offset in bytes from the start of the block.
    public let offset: Int
  }

  /// Encodes 128 strictly ascending documents from `base` on, and their frequencies (each at least 1).
  ///
  /// - Returns: the number of bytes written to `target`, which has room for `maximumByteCount`.
  public static func encode(
    documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, base: DocID,
    into target: UnsafeMutableRawPointer
  ) -> Int {
    unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { scratch in
      let values = unsafe scratch.bindMemory(to: UInt32.self)
      for index in 0..<4 { unsafe values[index] = documents[index] - base }
      for index in 4..<count { unsafe values[index] = documents[index] - documents[index - 4] }
      guard let start = values.baseAddress else { return 0 }
      let documentBits = unsafe BitPacking.width(of: start, count: count)
      unsafe BitPacking.pack(start, bits: documentBits, into: target + 2)

      for index in 0..<count { unsafe values[index] = frequencies[index] - 1 }
      let frequencyBits = unsafe BitPacking.width(of: start, count: count)
      unsafe BitPacking.pack(start, bits: frequencyBits, into: target + 2 + 16 * documentBits)

      unsafe target.storeBytes(of: UInt8(documentBits), as: UInt8.self)
      unsafe target.storeBytes(of: UInt8(frequencyBits), toByteOffset: 1, as: UInt8.self)
      return 2 + 16 * (documentBits + frequencyBits)
    }
  }

  /// Decodes the documents of the block at the start of `source`, all of them proved to be below `limit`; `documents` has
  /// room for 128 numbers and is aligned to 16 bytes.
  ///
  /// - Returns: where the frequencies stand.
  /// - Throws: what is wrong with the bytes.
  public static func decodeDocuments(
    _ source: UnsafeRawBufferPointer, base: DocID, below limit: UInt32, into documents: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Frequencies {
    guard let start = source.baseAddress, source.count >= 2 else { throw .truncated }
    let documentBits = unsafe Int(source[0])
    let frequencyBits = unsafe Int(source[1])
    guard documentBits <= 31 else { throw .invalidWidth(documentBits) }
    guard frequencyBits <= 32 else { throw .invalidWidth(frequencyBits) }
    let offset = 2 &+ 16 &* documentBits
    guard offset &+ 16 &* frequencyBits <= source.count else { throw .truncated }
    let greatest = unsafe BitPacking.unpackDeltas(start + 2, bits: documentBits, base: base, into: documents)
    guard greatest < limit else { throw .documentOutOfRange }
    return Frequencies(bits: frequencyBits, offset: offset)
  }

  /// Decodes the frequencies of the block at the start of `source`, whose documents were decoded before; `frequencies` has
  /// room for 128 numbers and is aligned to 16 bytes.
  public static func decodeFrequencies(
    _ source: UnsafeRawBufferPointer, _ layout: Frequencies, into frequencies: UnsafeMutablePointer<UInt32>
  ) {
    guard let start = source.baseAddress else { return }
    unsafe BitPacking.unpack(start + layout.offset, bits: layout.bits, into: frequencies)
    for index in 0..<count { unsafe frequencies[index] &+= 1 }
  }
}
