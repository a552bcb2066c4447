/// What a document's text is recognised by when it comes again, the same or a little different.
///
/// It holds a hash of all tokens in their order, their number, and a sketch: of each of 48 parts into which the pairs of
/// neighbouring tokens are dealt out by their hashes, eight bits of the least hash. As many of these agree in two texts, but for
/// one in 256 by chance, as pairs are common to both among all pairs of either: their resemblance.
///
/// Sources: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997 (shingles, minimal hashes); P. Li, A. Owen,
/// C. Zhang, "One permutation hashing", NIPS 2012 (parts); P. Li, A. König, "b-bit minwise hashing", WWW 2010 (few bits); A.
/// Shrivastava, "Optimal densification for fast and accurate minwise hashing", ICML 2017 (empty parts). docs/DUPLICATES.md says
/// why, with figures.
public struct Fingerprint: Hashable, Sendable {
  /// How many parts a sketch has.
  public static let sketchLength = 48

  /// A hash of all tokens in their order.
  public let textHash: UInt64

  /// How many tokens there are, or the greatest number of 32 bits.
  public let tokenCount: UInt32

  /// The sketch, eight parts in each of the first six numbers, the first in the lowest bits.
  let sketch: SIMD8<UInt64>

  init(textHash: UInt64, tokenCount: UInt32, sketch: SIMD8<UInt64>) {
    self.textHash = textHash
    self.tokenCount = tokenCount
    self.sketch = sketch
  }

  /// The fingerprint of a text.
  ///
  /// - Parameter tokens: A hash of each token, in their order.
  public init(tokens: [UInt64]) {
    var builder = FingerprintBuilder()
    builder.add(tokens.span)
    self = builder.finish()
  }
}

// MARK: - Bytes

extension Fingerprint {
  /// How many bytes ``encoded`` has.
  public static let encodedLength = 12 + sketchLength

  /// The bytes to be stored: the text's hash, the number of tokens, the sketch; numbers with their lowest byte first.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.encodedLength)
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: textHash >> UInt64(place * 8))) }
    for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: tokenCount >> UInt32(place * 8))) }
    for part in 0..<Self.sketchLength { bytes.append(self.part(part)) }
    return bytes
  }

  /// Reads what was stored; nil for another number of bytes.
  public init?(encoded bytes: Span<UInt8>) {
    guard bytes.count == Self.encodedLength else { return nil }
    var textHash: UInt64 = 0
    var tokenCount: UInt32 = 0
    var sketch = SIMD8<UInt64>()
    for place in 0..<8 { textHash |= UInt64(bytes[place]) << UInt64(place * 8) }
    for place in 0..<4 { tokenCount |= UInt32(bytes[8 + place]) << UInt32(place * 8) }
    for part in 0..<Self.sketchLength { sketch[part / 8] |= UInt64(bytes[12 + part]) << UInt64(part % 8 * 8) }
    self.init(textHash: textHash, tokenCount: tokenCount, sketch: sketch)
  }

  func part(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: sketch[index / 8] >> UInt64(index % 8 * 8))
  }
}
