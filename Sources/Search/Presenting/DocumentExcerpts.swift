public import Index

/// Cuts out of a document what shows why it was found. Only the text around its matches is looked at.
public struct DocumentExcerpts {
  /// How long a fragment is at most, in columns of a terminal, roughly: letters of most scripts count one, marks nothing,
  /// ideographs, kana and emoji two. In English text these are bytes. The dots where it is cut come on top.
  public static let fragmentWidth = 200
  /// How many bytes of a match are shown.
  static let matchLimit = 4096

  private let title: FieldText
  private let body: FieldText
  private let matches: [Match]

  /// - Parameters:
  ///   - document: title and body as they were searched for matches.
  ///   - matches: ascending, as a `MatchFinder` gives them.
  public init(of document: IndexDocument, matches: [Match]) {
    title = FieldText(document.title)
    body = FieldText(document.body)
    self.matches = matches
  }

  /// The pieces of the body that show best why the document was found, in the order of the text; they do not overlap. Preferred
  /// are places with different leaves of the query, then with many matches close together, then early ones. A fragment begins
  /// where a sentence does if one begins near, else at a word, and ends likewise. If the body has no match, it is its beginning.
  ///
  /// - Parameter limit: how many at most.
  /// - Returns: the fragments; none if the body has no text.
  public func fragments(limit: Int = 3) -> [Fragment] {
    guard limit > 0, !body.content.isEmpty else { return [] }
    let first = matches.firstIndex { $0.field == .body } ?? matches.endIndex
    let inBody = Array(matches[first...])
    var chooser = FragmentChooser(inBody, in: body, width: Self.fragmentWidth * 3 / 4)
    var ranges: [Range<Int>] = []
    var attemptCount = 0
    while attemptCount < limit, let window = chooser.best() {
      attemptCount += 1
      let range = self.range(around: window.range, between: ranges, matches: inBody[window.matches.upperBound...])
      chooser.take(window, shownAs: range)
      if !range.isEmpty { ranges.append(range) }
    }
    if ranges.isEmpty {
      let start = body.content.lowerBound
      ranges.append(self.range(around: start..<start, between: [], matches: []))
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    return ranges.map { fragment($0, matchesFrom: first) }
  }

  /// The match with what stands around it in its paragraph.
  ///
  /// - Parameters:
  ///   - match: one of the matches.
  ///   - characters: how many characters, as a reader sees them, are wanted on each side at most. Words are left out whole;
  ///     what has no white space is cut between characters. No more than 8 bytes of text are looked at for each.
  /// - Returns: the match in its context.
  public func context(of match: Match, characters: Int) -> MatchContext {
    let text = match.field == .title ? title : body
    let range = match.range.clamped(to: text.bytes.startIndex..<text.bytes.endIndex)
    return MatchContext(
      left: text.left(of: range.lowerBound, characters: characters), text: text.shown(range, limit: Self.matchLimit),
      right: text.right(of: range.upperBound, characters: characters))
  }

  /// The text around a window of matches that is shown as one fragment, between those that are chosen already.
  ///
  /// - Parameters:
  ///   - window: from the first match to the end of the last.
  ///   - ranges: the fragments chosen before.
  ///   - matches: those behind the window.
  /// - Returns: the bytes to show.
  private func range(
    around window: Range<Int>, between ranges: [Range<Int>], matches: ArraySlice<Match>
  ) -> Range<Int> {
    let width = Self.fragmentWidth
    let content = body.content
    let window = body.characterStart(at: window.lowerBound)..<body.characterEnd(at: window.upperBound)
    let floor = ranges.map(\.upperBound).filter { $0 <= window.lowerBound }.max() ?? content.lowerBound
    let ceiling = ranges.map(\.lowerBound).filter { $0 >= window.upperBound }.min() ?? content.upperBound

    // Where little text follows, more of what comes before is shown.
    let needed = body.columnCount(window, limit: width)
    let behind = body.columnCount(window.lowerBound..<ceiling, limit: width)
    let lead = max(min(width / 3, width - needed), width - behind)
    let earliest = body.offset(before: window.lowerBound, columns: lead, limit: floor)
    var start = start(from: earliest, to: window.lowerBound, floor: floor)
    var latest = body.offset(after: start, columns: width, limit: ceiling)
    if latest < window.upperBound {
      start = window.lowerBound
      latest = body.offset(after: start, columns: width, limit: ceiling)
    }
    // What is longer than a fragment is cut.
    let minimum = window.upperBound <= latest ? window.upperBound : start
    let end = end(startingAt: start, from: minimum, to: latest, ceiling: ceiling)
    // Behind the window, a phrase is shown whole or not at all.
    let cut = matches.first { $0.range.lowerBound < end && $0.range.upperBound > end }
    guard let cut, cut.range.lowerBound > window.upperBound else { return start..<end }
    return start..<trimmed(body.characterStart(at: cut.range.lowerBound), after: window.upperBound)
  }

  private func start(from earliest: Int, to anchor: Int, floor: Int) -> Int {
    if earliest <= floor {
      var start = floor
      while case let blank = body.blankLength(at: start), blank > 0 { start += blank }
      return body.characterStart(at: min(start, anchor))
    }
    return body.firstSentenceStart(in: earliest..<anchor) ?? body.firstWordStart(in: earliest..<anchor)
  }

  private func end(startingAt start: Int, from minimum: Int, to latest: Int, ceiling: Int) -> Int {
    if latest >= ceiling { return trimmed(ceiling, after: minimum) }
    let late = body.offset(after: start, columns: Self.fragmentWidth * 3 / 4, limit: latest)
    return body.lastSentenceEnd(in: max(minimum, late)..<latest) ?? body.lastWordEnd(in: minimum..<latest)
  }

  /// The end without the white space before it.
  private func trimmed(_ end: Int, after minimum: Int) -> Int {
    var end = end
    while end > minimum, case let blank = body.blankLength(before: end), blank > 0 { end -= blank }
    return max(end, minimum)
  }

  private func fragment(_ range: Range<Int>, matchesFrom first: Int) -> Fragment {
    var shown: [Int] = []
    var highlighted: [Range<Int>] = []
    for (index, match) in matches.enumerated().dropFirst(first) where match.range.overlaps(range) {
      let isWhole = match.range.upperBound <= range.upperBound && match.range.lowerBound >= range.lowerBound
      if isWhole { shown.append(index) }
      // Of what is cut, only that is told which is longer than a fragment.
      let isLong = body.columnCount(match.range, limit: Self.fragmentWidth) == Self.fragmentWidth
      guard isWhole || isLong && range.contains(match.range.lowerBound) else { continue }
      let part = match.range.clamped(to: range)
      if let last = highlighted.last, last.upperBound > part.lowerBound {
        highlighted[highlighted.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
      } else {
        highlighted.append(part)
      }
    }
    var output: [UInt8] = range.lowerBound > body.content.lowerBound ? Array("…".utf8) : []
    var offset = range.lowerBound
    var highlights: [Range<Int>] = []
    for part in highlighted {
      body.append(offset..<part.lowerBound, to: &output)
      let start = output.count
      body.append(part, to: &output)
      highlights.append(start..<output.count)
      offset = part.upperBound
    }
    body.append(offset..<range.upperBound, to: &output)
    if range.upperBound < body.content.upperBound { output += Array("…".utf8) }
    return Fragment(
      field: .body, range: range, text: String(decoding: output, as: UTF8.self), highlights: highlights,
      matches: shown)
  }
}
