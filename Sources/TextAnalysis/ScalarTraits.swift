/// What segmentation and folding ask about a scalar besides its ``WordBreakClass``.
///
/// The bits are those that scripts/generate-unicode-tables writes.
struct ScalarTraits: OptionSet {
  let rawValue: UInt16

  /// Makes a word of the segment it stands in: letters, ideographs, numbers, emoji.
  static let wordLike = ScalarTraits(rawValue: 1 << 0)

  /// The property Extended_Pictographic.
  static let pictographic = ScalarTraits(rawValue: 1 << 1)

  /// A letter with the property Lowercase, which a word hyphenated at a line end may go on with.
  static let lowercaseLetter = ScalarTraits(rawValue: 1 << 2)

  /// Becomes other scalars when folded, which ``FoldingTable`` lists.
  static let mapped = ScalarTraits(rawValue: 1 << 3)

  /// Leaves nothing when folded: default ignorables, format characters, tatweel.
  static let dropped = ScalarTraits(rawValue: 1 << 4)

  /// Loses the nonspacing marks that follow it: letters of the Latin, Greek, Cyrillic, Arabic and Hebrew scripts.
  static let stripsMarks = ScalarTraits(rawValue: 1 << 5)

  /// A combining mark (General_Category M): what follows belongs to the scalar before it.
  static let mark = ScalarTraits(rawValue: 1 << 6)

  /// A nonspacing mark (General_Category Mn).
  static let nonspacingMark = ScalarTraits(rawValue: 1 << 7)

  /// Has a combining class other than 0, by which canonical order sorts.
  static let reordered = ScalarTraits(rawValue: 1 << 8)
}
