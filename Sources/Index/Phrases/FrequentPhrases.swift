/// The phrases of common terms that are in so many documents that longer phrases made of them have lists too.
final class FrequentPhrases {
  private let termCount: Int
  private let leastDocumentFrequency: Int
  /// A bit for each pair of terms.
  private var pairs: [UInt64]
  private var longer = PhraseTable()

  init(_ terms: CommonTerms) {
    termCount = terms.count
    leastDocumentFrequency = terms.leastDocumentFrequency
    pairs = [UInt64](repeating: 0, count: (termCount * termCount + 63) / 64)
  }

  /// Takes a phrase in if it is frequent.
  ///
  /// - Returns: whether it is.
  func insert(_ code: PhraseCode, documentFrequency: Int) -> Bool {
    guard documentFrequency >= leastDocumentFrequency else { return false }
    let numbers = code.numbers
    if numbers.count == 2 {
      let pair = numbers[0] * termCount + numbers[1]
      pairs[pair / 64] |= 1 << UInt64(pair % 64)
    } else {
      _ = longer.number(of: code)
    }
    return true
  }

  /// Whether a pair is frequent.
  @inline(__always)
  func contains(_ first: UInt16, _ second: UInt16) -> Bool {
    let pair = Int(first) &* termCount &+ Int(second)
    return pairs[pair &>> 6] &>> UInt64(pair & 63) & 1 == 1
  }

  /// Whether a phrase of three words or more is frequent.
  func contains(_ code: PhraseCode) -> Bool { longer.contains(code) }
}
