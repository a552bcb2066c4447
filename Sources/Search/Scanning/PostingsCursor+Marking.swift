import Index
import Postings

extension PostingsCursor {
  /// Sets a bit for each document of the list in a window. Windows ascend from call to call.
  ///
  /// - Parameters:
  ///   - first: the first block that may have documents of the window.
  ///   - words: the window, in words: bit b of word w stands for document 64 * w + b.
  ///   - marks: as many words.
  ///   - watch: what is ticked.
  /// - Returns: the first block that may have documents behind the window.
  /// - Throws: as `PostingsCursor.mark`.
  func mark(
    from first: Int, words: Range<Int>, in marks: UnsafeMutablePointer<UInt64>, _ watch: Watch
  ) throws -> Int {
    var block = first
    while block < blockCount {
      try watch.tick(DocumentBlock.count)
      unsafe try mark(block, words: words, in: marks)
      if Int(lastDocument(of: block)) >= words.upperBound &* 64 { break }
      block &+= 1
    }
    return block
  }
}
