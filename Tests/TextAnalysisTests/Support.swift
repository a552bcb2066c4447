import Testing
import TextAnalysis

/// The terms of a text as strings.
func terms(_ text: String) -> [String] {
  Analyzer().tokens(of: Array(text.utf8)).map { String(decoding: $0.term, as: UTF8.self) }
}

/// Scalars in UTF-8, and the offset of each and of the end.
func encoded(_ scalars: some Sequence<UInt32>) -> (bytes: [UInt8], offsets: [Int]) {
  var bytes: [UInt8] = []
  var offsets = [0]
  for scalar in scalars.compactMap(Unicode.Scalar.init) {
    bytes += UTF8.encode(scalar).map(Array.init) ?? []
    offsets.append(bytes.count)
  }
  return (bytes, offsets)
}

/// What a text becomes, told in numbers, for texts with too many tokens to keep.
struct AnalysisSummary: Equatable {
  var tokenCount = 0
  var truncatedCount = 0

  /// Analyses `text`, and expects of every batch what holds for any text: tokens stand in order within the text, terms are
  /// well-formed and of a length that is allowed, the analyzer goes on until the end.
  init(_ text: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let batch = TokenBatch()
    var isSound = true
    var lastEnd = 0
    unsafe text.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let next = unsafe Analyzer().analyze(bytes, from: offset, into: batch)
        isSound = isSound && next > offset && next <= bytes.count && batch.count <= TokenBatch.capacity
        offset = max(next, offset + 1)
        for index in 0..<batch.count {
          let (start, end) = unsafe (Int(batch.starts[index]), Int(batch.ends[index]))
          let termOffset = unsafe Int(batch.termOffsets[index])
          let length = unsafe Int(batch.termOffsets[index + 1]) - termOffset
          isSound = isSound && start >= lastEnd && end > start && end <= next
          isSound = isSound && length > 0 && length <= TokenBatch.maximumTermLength
          let term = unsafe UnsafeBufferPointer(start: batch.termBytes + termOffset, count: length)
          unsafe isSound = isSound && String(validating: term, as: UTF8.self) != nil
          lastEnd = end
        }
        tokenCount += batch.count
        truncatedCount += batch.truncatedCount
      }
      isSound = isSound && offset == bytes.count
    }
    #expect(isSound, sourceLocation: sourceLocation)
  }

  init(tokenCount: Int, truncatedCount: Int = 0) {
    self.tokenCount = tokenCount
    self.truncatedCount = truncatedCount
  }
}
