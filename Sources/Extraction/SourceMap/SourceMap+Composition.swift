extension SourceMap {
  /// The map of a text that was made from the text of this map.
  ///
  /// `decoding.then(extraction)` leads from what was extracted to the bytes of a file that had to be decoded first. For
  /// every range of which something stands in the file, it gives what asking `extraction` and then `decoding` gives.
  /// Takes time in the number of runs of both.
  ///
  /// - Parameter next: From the final text to the text of this map.
  /// - Returns: From the final text to the source of this map.
  package func then(_ next: SourceMap) -> SourceMap {
    if isIdentity { return next }
    var result = SourceMap()
    var cursor = 0
    if next.isIdentity {
      appendIdentical(0..<next.textCount, to: &result, &cursor)
      return result
    }
    for index in next.runs.indices {
      let run = next.runs[index]
      let textCount = next.textEnd(ofRun: index) - Int(run.textStart)
      let source = Int(run.sourceStart)
      if run.isSynthetic {
        result.appendSynthetic(textCount)
      } else if run.isIdentical {
        appendIdentical(source..<source + textCount, to: &result, &cursor)
      } else {
        let count = textCount / Int(run.textStep)
        appendPieces(count, Int(run.textStep), Int(run.sourceStep), at: source, to: &result, &cursor)
      }
    }
    return result
  }

  /// Adds the source of a range of this map's text, all of which is in the final one. The
  /// cursor is a run near the range, and becomes the one where the range ends.
  func appendIdentical(_ range: Range<Int>, to result: inout SourceMap, _ cursor: inout Int) {
    var place = range.lowerBound
    while place < range.upperBound, move(&cursor, to: place) {
      let run = runs[cursor]
      let end = min(textEnd(ofRun: cursor), range.upperBound)
      let step = Int(run.textStep)
      let piece = run.piece(at: place)
      let inside = (place - Int(run.textStart)) % step
      let whole = inside == 0 ? (end - place) / step : 0
      if run.isSynthetic {
        result.appendSynthetic(end - place)
        place = end
      } else if whole > 0 {
        result.appendPieces(
          whole, textStep: step, sourceStep: Int(run.sourceStep), at: run.sourceStart(ofPiece: piece))
        place += whole * step
      } else {
        // A part of a piece still needs all of the piece's source.
        let part = min(step - inside, end - place)
        result.appendPiece(part, from: run.sourceStart(ofPiece: piece)..<run.sourceStart(ofPiece: piece + 1))
        place += part
      }
    }
    result.appendSynthetic(range.upperBound - place)
  }

  /// Adds pieces that stand for `step` bytes of this map's text each.
  private func appendPieces(
    _ count: Int, _ textStep: Int, _ step: Int, at start: Int, to result: inout SourceMap, _ cursor: inout Int
  ) {
    var place = start
    var remaining = count
    while remaining > 0 {
      guard move(&cursor, to: place) else { return result.appendSynthetic(remaining * textStep) }
      let run = runs[cursor]
      let runStep = Int(run.textStep)
      let whole = min((textEnd(ofRun: cursor) - place) / step, remaining)
      let isAligned = (place - Int(run.textStart)) % runStep == 0 && step % runStep == 0
      if whole > 0, isAligned, !run.isSynthetic {
        result.appendPieces(
          whole, textStep: textStep, sourceStep: step / runStep * Int(run.sourceStep),
          at: run.sourceStart(ofPiece: run.piece(at: place)))
        place += whole * step
        remaining -= whole
      } else {
        result.appendPiece(textStep, from: sourceRange(of: place..<place + step))
        place += step
        remaining -= 1
      }
    }
  }

  /// Moves to the run that holds the byte at `offset`; false behind the text.
  private func move(_ cursor: inout Int, to offset: Int) -> Bool {
    guard offset < textCount else { return false }
    while cursor > 0, Int(runs[cursor].textStart) > offset { cursor -= 1 }
    while textEnd(ofRun: cursor) <= offset { cursor += 1 }
    return true
  }
}
