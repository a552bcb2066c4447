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
    var place = range.lowerBound
    for index in other.runIndex(at: place)..<other.runs.count where place < range.upperBound {
      let run = other.runs[index]
      let end = min(other.textEnd(ofRun: index), range.upperBound)
      let step = Int(run.textStep)
      while place < end {
        let inside = (place - Int(run.textStart)) % step
        let whole = inside == 0 ? (end - place) / step : 0
        let source = run.sourceStart(ofPiece: run.piece(at: place))
        if run.isSynthetic {
          appendSynthetic(end - place)
          place = end
        } else if whole > 0 {
          appendPieces(whole, textStep: step, sourceStep: Int(run.sourceStep), at: source)
          place += whole * step
        } else {
          let part = min(step - inside, end - place)
          appendPiece(part, from: source..<source + Int(run.sourceStep))
          place += part
        }
      }
    }
  }
}
