/// What a document's text is recognised by when it comes again, the same or a little different.
///
/// It holds a hash of all tokens in their order, their number, and a sketch: of each of 48 parts into which the pairs of
/// neighbouring tokens are dealt out by their hashes, eight bits of the least hash. As many of these agree in two texts, but for
/// one in 256 by chance, as pairs are common to both among all pairs of either: their resemblance.
///
/// Sources: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997 (shingles, minimal hashes); P. Li, A. Owen,
/// C. Zhang, "One permutation hashing", NIPS 2012 (parts); P. Li, A. König, "b-bit minwise hashing", WWW 2010 (few bits); A.
/// Shrivastava, "Optimal densification for fast and accurate minwise hashing", ICML 2017 (empty parts); M. Pătraşcu, M. Thorup, "The
/// power of simple tabulation hashing", J. ACM 2012 (hashes of pairs). docs/DUPLICATES.md says
/// why, with figures.
public struct Fingerprint: Hashable, Sendable, BitwiseCopyable {
  /// How many parts a sketch has.
  public static let sketchLength = 48

  /// A hash of all tokens in their order.
  public let textHash: UInt64

  /// How many tokens there are, or the greatest number of 32 bits.
  public let tokenCount: UInt32

  let sketch: Sketch

  init(textHash: UInt64, tokenCount: UInt32, sketch: Sketch) {
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
  /// How many bytes are stored of each.
  public static let encodedLength = 12 + sketchLength

  /// The bytes to be stored: the text's hash, the number of tokens, the sketch; numbers with their lowest byte first.
  public var encoded: [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Self.encodedLength) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      unsafe store(to: UnsafeMutableRawPointer(start))
      count = Self.encodedLength
    }
  }

  /// Writes ``encoded`` to where there is room for ``encodedLength`` bytes.
  public func store(to target: UnsafeMutableRawPointer) {
    unsafe target.storeBytes(of: textHash.littleEndian, as: UInt64.self)
    unsafe target.storeBytes(of: tokenCount.littleEndian, toByteOffset: 8, as: UInt32.self)
    for word in 0..<Sketch.wordCount {
      unsafe target.storeBytes(of: sketch[word].littleEndian, toByteOffset: 12 + 8 * word, as: UInt64.self)
    }
  }

  /// Reads what was stored; nil for another number of bytes.
  public init?(encoded bytes: RawSpan) {
    guard bytes.byteCount == Self.encodedLength else { return nil }
    var sketch = Sketch()
    // Every read is of bytes below 12 + 8 * 6, the length.
    for word in 0..<Sketch.wordCount {
      sketch[word] = unsafe UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 12 + 8 * word, as: UInt64.self))
    }
    self.init(
      textHash: unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self)),
      tokenCount: unsafe UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 8, as: UInt32.self)),
      sketch: sketch)
  }
}
