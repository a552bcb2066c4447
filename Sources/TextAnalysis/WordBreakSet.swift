/// A set of word-break classes, and the rules of UAX #29 that say which classes go together.
struct WordBreakSet: OptionSet {
  let rawValue: UInt32

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  @inline(__always)
  init(_ wordBreak: WordBreakClass) {
    rawValue = 1 << UInt32(wordBreak.rawValue)
  }

  /// AHLetter of the rules.
  static let letters: WordBreakSet = [WordBreakSet(.aLetter), WordBreakSet(.hebrewLetter)]

  /// What rule WB4 skips.
  static let transparent: WordBreakSet = [WordBreakSet(.extend), WordBreakSet(.format), WordBreakSet(.zwj)]

  /// MidNumLetQ of the rules.
  private static let middleQuotes: WordBreakSet = [WordBreakSet(.midNumLet), WordBreakSet(.singleQuote)]

  @inline(__always)
  func contains(_ wordBreak: WordBreakClass) -> Bool {
    rawValue >> UInt32(wordBreak.rawValue) & 1 != 0
  }

  /// The classes that stay with `left` when they follow it: rules WB5, WB8 to WB10, WB13 to WB13b.
  @inline(__always)
  static func joined(after left: WordBreakClass) -> WordBreakSet {
    switch left {
    case .aLetter, .hebrewLetter, .numeric: [letters, WordBreakSet(.numeric), WordBreakSet(.extendNumLet)]
    case .katakana: [WordBreakSet(.katakana), WordBreakSet(.extendNumLet)]
    case .extendNumLet:
      [letters, WordBreakSet(.numeric), WordBreakSet(.katakana), WordBreakSet(.extendNumLet)]
    default: []
    }
  }

  /// The classes that must come after `middle` so that it connects them with `left`: rules WB6, WB7, WB7b, WB7c, WB11, WB12.
  @inline(__always)
  static func connected(by middle: WordBreakClass, after left: WordBreakClass) -> WordBreakSet {
    switch left {
    case .aLetter, .hebrewLetter:
      if middle == .midLetter || middleQuotes.contains(middle) { return letters }
      return left == .hebrewLetter && middle == .doubleQuote ? WordBreakSet(.hebrewLetter) : []
    case .numeric:
      return middle == .midNum || middleQuotes.contains(middle) ? WordBreakSet(.numeric) : []
    default:
      return []
    }
  }
}
