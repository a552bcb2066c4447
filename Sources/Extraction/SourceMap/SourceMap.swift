/// Says where in a source each byte of a text that was made from it stands.
///
/// The text is cut into *pieces*, each of which comes from one range of the source: a byte that was copied, an entity
/// that became a letter, two bytes of UTF-16 that became three of UTF-8. The pieces of a text follow one another in the
/// order of the source. Equal neighbours are kept as one run, so that what was only copied costs nothing: the map of a
/// text that is its source has no runs.
package struct SourceMap: Equatable, Sendable {
  /// In the order of the text, which they cover without gaps; none where text and source are the same.
  private(set) var runs: [SourceRun] = []
  /// The length of the text, in bytes.
  package private(set) var textCount = 0
  /// Where the last piece ends in the source.
  package private(set) var sourceEnd = 0
  /// Where the last piece begins in the source: the next one may overlap it, but not begin before it.
  private var lastPieceStart = 0

  /// The map of the empty text.
  package init() {}

  /// The map of a text that is its source.
  package init(identityOf count: Int) {
    appendIdentical(count, at: 0)
  }

  /// Text and source are the same.
  package var isIdentity: Bool { runs.isEmpty }

  // MARK: - Building

  /// Adds `count` bytes of text that stand in the source as they are, from `source` on.
  package mutating func appendIdentical(_ count: Int, at source: Int) {
    append(count, textStep: 1, sourceStep: 1, at: max(source, sourceEnd))
  }

  /// Adds `count` bytes of text that only all of `source` stands for.
  package mutating func appendPiece(_ count: Int, from source: Range<Int>) {
    guard count > 0 else { return }
    let start = max(source.lowerBound, lastPieceStart)
    let end = max(source.upperBound, sourceEnd, start)
    guard end > start else { return appendSynthetic(count) }
    append(1, textStep: count, sourceStep: end - start, at: start)
  }

  /// Adds `count` pieces of equal lengths.
  package mutating func appendPieces(_ count: Int, textStep: Int, sourceStep: Int, at source: Int) {
    guard textStep > 0 else { return }
    guard sourceStep > 0 else { return appendSynthetic(count * textStep) }
    let isFirstOverlapping = source < sourceEnd
    guard isFirstOverlapping else { return append(count, textStep: textStep, sourceStep: sourceStep, at: source) }
    appendPiece(textStep, from: source..<source + sourceStep)
    append(count - 1, textStep: textStep, sourceStep: sourceStep, at: max(source + sourceStep, sourceEnd))
  }

  /// Adds `count` bytes of text that stand nowhere in the source.
  package mutating func appendSynthetic(_ count: Int) {
    append(count, textStep: 1, sourceStep: 0, at: sourceEnd)
  }

  private mutating func append(_ count: Int, textStep: Int, sourceStep: Int, at source: Int) {
    guard count > 0 else { return }
    if let last = runs.last {
      let isContinued = sourceStep == 0 || source == sourceEnd
      if !(isContinued && last.textStep == textStep && last.sourceStep == sourceStep) {
        runs.append(
          SourceRun(textStart: textCount, sourceStart: source, textStep: textStep, sourceStep: sourceStep))
      }
    } else if !(textStep == 1 && sourceStep == 1 && source == textCount) {
      // Text and source part here.
      if textCount > 0 { runs.append(SourceRun(textStart: 0, sourceStart: 0, textStep: 1, sourceStep: 1)) }
      runs.append(SourceRun(textStart: textCount, sourceStart: source, textStep: textStep, sourceStep: sourceStep))
    }
    textCount += count * textStep
    if sourceStep > 0 {
      sourceEnd = source + count * sourceStep
      lastPieceStart = sourceEnd - sourceStep
    }
  }

  // MARK: - Looking up

  /// The least range of the source that has all pieces of a range of the text.
  ///
  /// It never begins or ends inside a piece. Breaks at the ends of the range, which have nothing in the source, add
  /// nothing; what was left out of the text in the middle of the range is in it. Takes time in the logarithm of the
  /// number of runs.
  ///
  /// - Parameter range: In bytes. What lies outside of the text is not looked at.
  /// - Returns: An empty range where nothing of the source is in the range.
  package func sourceRange(of range: Range<Int>) -> Range<Int> {
    let range = range.clamped(to: 0..<textCount)
    guard !runs.isEmpty else { return range }
    guard !range.isEmpty else {
      let offset = sourceOffset(of: range.lowerBound)
      return offset..<offset
    }
    let first = runIndex(at: range.lowerBound)
    let last = runIndex(at: range.upperBound - 1)
    if first == last, runs[first].isSynthetic {
      return Int(runs[first].sourceStart)..<Int(runs[first].sourceStart)
    }
    // Two synthetic runs never follow one another.
    let start =
      runs[first].isSynthetic
      ? Int(runs[first + 1].sourceStart)
      : runs[first].sourceStart(ofPiece: runs[first].piece(at: range.lowerBound))
    let end =
      runs[last].isSynthetic
      ? sourceEnd(ofRun: last - 1)
      : runs[last].sourceStart(ofPiece: runs[last].piece(at: range.upperBound - 1) + 1)
    return start..<max(start, end)
  }

  /// Where the piece that holds the byte at `offset` of the text begins in the source; its end for the text's end.
  package func sourceOffset(of offset: Int) -> Int {
    guard !runs.isEmpty else { return min(max(offset, 0), textCount) }
    guard offset < textCount else { return sourceEnd }
    let run = runs[runIndex(at: max(offset, 0))]
    return run.sourceStart(ofPiece: run.piece(at: offset))
  }

  /// The range of the text whose pieces have a byte in a range of the source; empty where there is none.
  ///
  /// This is the way back: from a place in a file to the text that was made of it.
  package func textRange(of source: Range<Int>) -> Range<Int> {
    guard !runs.isEmpty else { return source.clamped(to: 0..<textCount) }
    let start = textOffset(firstEndingAfter: source.lowerBound)
    guard !source.isEmpty else { return start..<start }
    return start..<max(start, textEnd(ofLastHolding: source.upperBound - 1))
  }

  /// Where the first piece begins in the text that ends behind `source`.
  private func textOffset(firstEndingAfter source: Int) -> Int {
    let index = firstRun { sourceEnd(ofRun: $0) > source }
    guard index < runs.count else { return textCount }
    let run = runs[index]
    let piece = max(source - Int(run.sourceStart), 0) / Int(max(run.sourceStep, 1))
    return Int(run.textStart) + piece * Int(run.textStep)
  }

  /// Where the last piece ends in the text that begins at `source` or before.
  private func textEnd(ofLastHolding source: Int) -> Int {
    // A break may stand between two pieces of which the second begins within the first, and so before the break.
    let next = firstRun { Int(runs[runs[$0].isSynthetic ? min($0 + 1, runs.count - 1) : $0].sourceStart) > source }
    guard next > 0 else { return 0 }
    let run = runs[next - 1]
    guard !run.isSynthetic else { return Int(run.textStart) }
    let piece = (source - Int(run.sourceStart)) / Int(run.sourceStep)
    return min(Int(run.textStart) + (piece + 1) * Int(run.textStep), textEnd(ofRun: next - 1))
  }

  /// The run that holds the byte at `offset`, which is in the text.
  func runIndex(at offset: Int) -> Int {
    max(firstRun { Int(runs[$0].textStart) > offset } - 1, 0)
  }

  /// The first run that a condition holds for, which then holds for all that follow; the number of runs if for none.
  private func firstRun(where condition: (Int) -> Bool) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Where a run ends in the text.
  func textEnd(ofRun index: Int) -> Int {
    index + 1 < runs.count ? Int(runs[index + 1].textStart) : textCount
  }

  /// Where a run ends in the source.
  private func sourceEnd(ofRun index: Int) -> Int {
    let run = runs[index]
    return run.sourceStart(ofPiece: (textEnd(ofRun: index) - Int(run.textStart)) / Int(run.textStep))
  }
}
