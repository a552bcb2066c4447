import TextAnalysis

/// Cuts documents into tokens, in batches that are used again.
final class DocumentTokens {
  private let analyzer = Analyzer()
  private let batch = TokenBatch()

  /// Calls `body` with the tokens of a text, batch by batch.
  func forEachBatch(of text: [UInt8], _ body: (TokenBatch) throws -> Void) rethrows {
    try unsafe text.withUnsafeBytes { text in
      var offset = 0
      while offset < text.count {
        offset = unsafe analyzer.analyze(text, from: offset, into: batch)
        try body(batch)
      }
    }
  }
}
