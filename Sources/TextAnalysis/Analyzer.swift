/// Turns text into the terms an index holds and a query asks for: words of Unicode Standard Annex #29, folded so that
/// letter case and diacritics do not matter (docs/ANALYSIS.md has the rules).
public struct Analyzer: Sendable {
  /// The version of Unicode whose properties the tables hold.
  public static let unicodeVersion = UnicodeTables.version

  /// Identifies tables and rules: two indexes hold comparable terms if theirs are equal.
  public static let fingerprint = FNV1a.hash(description)

  /// All that makes an analyzer give other tokens for the same text. A change of the code that changes tokens changes
  /// `rules` here.
  static let description =
    "unicode=\(UnicodeTables.version);tables=\(UnicodeTables.checksum);rules=1"
    + ";length=\(TokenBatch.maximumTermLength);marks=\(TermFolder.maximumMarks)"

  /// An analyzer.
  public init() {}

  /// Empties `batch`, then appends the tokens of `text[offset...]` to it until it is full or the text ends.
  ///
  /// Returns the offset at which to go on, `text.count` when all is done; it is greater than `offset` unless that was
  /// `text.count`. The tokens are the same however a text is spread over batches.
  ///
  /// - Precondition: `text.count` is at most `Int32.max` (documents are limited to 16 MB where they come in), and `offset` is 0 or
  ///   what the previous call on the same text returned.
  public func analyze(_ text: UnsafeRawBufferPointer, from offset: Int, into batch: TokenBatch) -> Int {
    precondition(text.count <= Int(Int32.max) && offset >= 0 && offset <= text.count)
    return unsafe TokenScanner(UTF8Text(text), into: batch).scan(from: offset)
  }

  /// Every token of a short text, such as a query.
  public func tokens(of text: [UInt8]) -> [Token] {
    // A token has one byte or more.
    let batch = TokenBatch(capacity: max(1, min(text.count, TokenBatch.capacity)))
    var tokens: [Token] = []
    unsafe text.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        unsafe offset = analyze(bytes, from: offset, into: batch)
        append(batch, to: &tokens)
      }
    }
    return tokens
  }

  private func append(_ batch: TokenBatch, to tokens: inout [Token]) {
    var nextTruncated = 0
    for index in 0..<batch.count {
      let termStart = unsafe Int(batch.termOffsets[index])
      let termEnd = unsafe Int(batch.termOffsets[index + 1])
      let term = unsafe UnsafeBufferPointer(start: batch.termBytes + termStart, count: termEnd - termStart)
      let range = unsafe Int(batch.starts[index])..<Int(batch.ends[index])
      let isTruncated =
        unsafe nextTruncated < batch.truncatedCount && Int(batch.truncatedTokens[nextTruncated]) == index
      if isTruncated { nextTruncated += 1 }
      unsafe tokens.append(Token(term: Array(term), range: range, isTruncated: isTruncated))
    }
  }
}
