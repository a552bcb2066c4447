extension SourceMap {
  /// The map of a range of the text. A piece that the range has a part of keeps all of its source.
  package func slice(_ range: Range<Int>) -> SourceMap {
    let range = range.clamped(to: 0..<textCount)
    var cut = SourceMap()
    cut.append(self, range)
    return cut
  }

  /// Adds another map of the same source, of a text that follows this one's.
  package mutating func append(_ other: SourceMap) {
    append(other, 0..<other.textCount)
  }

  private mutating func append(_ other: SourceMap, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    guard !other.isIdentity else { return appendIdentical(range.count, at: range.lowerBound) }
    var cursor = other.runIndex(at: range.lowerBound)
    other.appendIdentical(range, to: &self, &cursor)
  }
}
