/// What bounds the scores of a run of postings: at most eight pairs of a frequency and a norm, such that every posting has no
/// greater frequency and no lesser norm than one of them. A score that grows with the frequency and falls with the norm,
/// as that of BM25 does, is therefore nowhere above the greatest score of a pair, whatever its parameters are.
///
/// The first pair is that of a posting which is really there. Ding and Suel ("Faster top-k document retrieval using
/// block-max indexes", 2011) store the greatest score of each block; pairs stay right when the parameters or the average
/// length change.
public struct Impacts: Equatable, Sendable {
  /// Pairs, and bytes in half of them.
  public static let count = 8

  /// Bytes of the encoded form.
  public static let byteCount = 16

  /// A frequency that stands for itself and all above.
  public static let unboundedFrequency: UInt8 = 255

  /// The frequencies; 0 where there is no pair, behind all others.
  public var frequencies = SIMD8<UInt8>()
  /// The codes of the lengths; see `SmallFloat`.
  public var norms = SIMD8<UInt8>()

  /// No pair.
  public init() {}

  /// Whether a frequency is one that stands for all above.
  @inlinable public var isUnbounded: Bool {
    // A byte of 255 is one of 0 in the complement, which borrows from a bit that was not set. The library's comparison of
    // vectors goes byte by byte through memory.
    let bytes = unsafe ~unsafeBitCast(frequencies, to: UInt64.self)
    return (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080 != 0
  }

  /// Reads 16 bytes: frequencies, then norms.
  @inlinable
  public init(_ source: UnsafeRawPointer) {
    frequencies = unsafe source.loadUnaligned(as: SIMD8<UInt8>.self)
    norms = unsafe source.loadUnaligned(fromByteOffset: 8, as: SIMD8<UInt8>.self)
  }

  /// Writes 16 bytes.
  public func encode(into target: UnsafeMutableRawPointer) {
    unsafe target.storeBytes(of: frequencies, as: SIMD8<UInt8>.self)
    unsafe target.storeBytes(of: norms, toByteOffset: 8, as: SIMD8<UInt8>.self)
  }

  /// Whether a posting keeps within the bounds.
  public func cover(frequency: UInt32, norm: UInt8) -> Bool {
    let code = UInt8(min(frequency, UInt32(Self.unboundedFrequency)))
    return (0..<Self.count).contains { frequencies[$0] >= code && norms[$0] <= norm }
  }
}
