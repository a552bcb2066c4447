/// Texts that resemble each other are found because they agree in a *band*: three parts of the sketch, one behind another.
///
/// Of two texts with resemblance r, a band agrees with probability r³, and at least one of 16 with 1 - (1 - r³)¹⁶: 0.95 for 0.55,
/// 0.996 for two thirds, and 0.12 for 0.2.
///
/// Source: J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", 2014, section 3.4.
extension Fingerprint {
  /// How many bands a sketch has.
  public static let bandCount = sketchLength / 3

  /// How many keys a text may have: one for each band, and the last for the text as a whole.
  public static let slotCount = bandCount + 1

  /// How many bits a key has.
  public static let keyBits = 24

  /// The slots in which the text has a key: all if there are enough tokens, none if there is no token, and else the last. Texts with a
  /// relation have the same key in a slot.
  public var keySlots: Range<Int> {
    let first = tokenCount >= Self.minimumTokens ? 0 : tokenCount > 0 ? Self.bandCount : Self.slotCount
    return first..<Self.slotCount
  }

  /// The key in one of the slots that have one: the three parts of the band, the first in the highest bits, or the highest 24 bits of
  /// the text's hash.
  public func key(in slot: Int) -> UInt32 {
    guard slot < Self.bandCount else { return UInt32(truncatingIfNeeded: textHash &>> 40) }
    return UInt32(sketch.part(slot * 3)) << 16 | UInt32(sketch.part(slot * 3 + 1)) << 8
      | UInt32(sketch.part(slot * 3 + 2))
  }

  /// The first slot in which both texts have the same key; nil if there is none.
  public func firstCommonSlot(with other: Fingerprint) -> Int? {
    keySlots.clamped(to: other.keySlots).first { key(in: $0) == other.key(in: $0) }
  }
}
