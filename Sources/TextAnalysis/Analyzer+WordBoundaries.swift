extension Analyzer {
  /// All word boundaries of `text`, its two ends included, before words hyphenated at line ends are joined.
  ///
  /// What the conformance test of UAX #29 asks for.
  package func wordBoundaries(in text: [UInt8]) -> [Int] {
    unsafe text.withUnsafeBytes { bytes in
      let segmenter = unsafe WordSegmenter(UTF8Text(bytes))
      var boundaries = [0]
      var position = 0
      while position < bytes.count {
        position = segmenter.segment(at: position).end
        boundaries.append(position)
      }
      return boundaries
    }
  }
}
