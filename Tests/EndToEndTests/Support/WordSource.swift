import TestSupport

/// Texts of made-up words, the same for the same seed.
enum WordSource {
  /// A text of so many words, hardly any of which comes twice, and which compresses badly.
  static func text(seed: UInt64, words: Int) -> String {
    var random = SplitMix64(seed: seed)
    return (0..<words).map { _ in String(random.next() >> 24, radix: 36) }.joined(separator: " ")
  }

  /// A text of so many words, none of which is rare.
  static func commonText(seed: UInt64, words: Int) -> String {
    var random = SplitMix64(seed: seed)
    return (0..<words).map { _ in "w\(random.below(500))" }.joined(separator: " ")
  }

  /// JSON lines whose postings do not fit 16 MB, the least memory that a build can be given.
  static func linesOverSixteenMegabytes() -> String {
    let text = commonText(seed: 0, words: 1000)
    return (0..<1500).map { #"{"id":"\#($0)","text":"\#(text)"}"# + "\n" }.joined()
  }
}
