/// Texts that resemble each other are found because they agree in a *band*: three parts of the sketch, one behind another.
///
/// Of two texts with resemblance r, a band agrees with probability r³, and at least one of 16 with 1 - (1 - r³)¹⁶: 0.95 for 0.55,
/// 0.996 for two thirds, and 0.12 for 0.2.
///
/// Source: J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", 2014, section 3.4.
extension Fingerprint {
  /// How many bands a sketch has.
  public static let bandCount = sketchLength / 3

  /// The keys under which a text is to be found, in their order: one for each band, if there are enough tokens, and the last for
  /// the text as a whole.
  ///
  /// The highest 8 of the 32 bits are the number of the band, or that of all bands for the whole text; the others are the band's
  /// three parts, or 24 bits of the text's hash.
  public var keys: [UInt32] {
    keySlots.map(key(in:))
  }

  /// The bands that have a key, and the whole text behind them.
  var keySlots: Range<Int> {
    (tokenCount < Self.minimumTokens ? Self.bandCount : 0)..<Self.bandCount + 1
  }

  func key(in slot: Int) -> UInt32 {
    guard slot < Self.bandCount else {
      return UInt32(Self.bandCount) << 24 | UInt32(truncatingIfNeeded: textHash >> 40)
    }
    return UInt32(slot) << 24 | UInt32(part(slot * 3)) << 16 | UInt32(part(slot * 3 + 1)) << 8
      | UInt32(part(slot * 3 + 2))
  }
}
