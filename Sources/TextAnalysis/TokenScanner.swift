/// Fills a batch with the tokens of a text: words of plain ASCII by ``ASCIIWord``, all others by ``WordSegmenter`` and
/// ``TermFolder``.
struct TokenScanner {
  private let text: UTF8Text
  private let batch: TokenBatch
  private let segmenter: WordSegmenter

  /// A scanner of `text`, which must outlive it.
  init(_ text: UTF8Text, into batch: TokenBatch) {
    self.text = text
    self.batch = batch
    segmenter = WordSegmenter(text)
  }

  /// Puts the tokens from the boundary `offset` on into the batch; returns the boundary at which to go on.
  func scan(from offset: Int) -> Int {
    var position = offset
    var count = 0
    var truncatedCount = 0
    var termEnd = 0
    while count < batch.capacity {
      position = ASCIIWord.positionAfterSeparators(in: text, from: position)
      guard position < text.count else { break }
      let output = unsafe batch.termBytes + termEnd
      let end: Int
      let length: Int
      if let word = unsafe ASCIIWord(in: text, at: position, output: output) {
        (end, length) = (word.end, word.length)
      } else {
        let segment = segmenter.segment(at: position)
        guard segment.isWord else {
          position = segment.end
          continue
        }
        position = segment.wordStart
        let folded = unsafe fold(segment, into: output)
        (end, length) = (folded.end, folded.length)
        guard length > 0 else {
          position = end
          continue
        }
        if folded.isTruncated {
          unsafe batch.truncatedTokens[truncatedCount] = Int32(truncatingIfNeeded: count)
          truncatedCount += 1
        }
      }
      // The length of the text fits in 32 bits (the precondition of Analyzer.analyze), and so do the terms of a batch.
      unsafe batch.starts[count] = Int32(truncatingIfNeeded: position)
      unsafe batch.ends[count] = Int32(truncatingIfNeeded: end)
      count += 1
      termEnd += length
      unsafe batch.termOffsets[count] = Int32(truncatingIfNeeded: termEnd)
      position = end
    }
    batch.count = count
    batch.truncatedCount = truncatedCount
    return position
  }

  /// Folds the word that begins with `first`, and the parts that hyphens at line ends cut off it.
  private func fold(
    _ first: WordSegment, into output: UnsafeMutablePointer<UInt8>
  ) -> (end: Int, length: Int, isTruncated: Bool) {
    var folder = unsafe TermFolder(output: output, marks: batch.marks)
    var segment = first
    folder.append(text, in: segment.wordStart..<segment.end)
    while let start = segmenter.continuation(of: segment) {
      segment = segmenter.segment(at: start)
      folder.append(text, in: segment.wordStart..<segment.end)
    }
    folder.finish()
    return (segment.end, folder.length, folder.isTruncated)
  }
}
