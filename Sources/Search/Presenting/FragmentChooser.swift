/// Chooses the places of a text that show best why it was found: those where the most leaves of the query stand that are not
/// shown yet, then the most leaves, the most matches, the closest together, the earliest.
///
/// Linear in the number of matches for each place.
struct FragmentChooser {
  /// Matches that are shown together.
  struct Window {
    /// Indices of the matches.
    var matches: Range<Int>
    /// From the first of them to where the last ends.
    var range: Range<Int>
  }

  private struct Merit {
    var newLeafCount = 0
    var leafCount = 0
    var matchCount = 0
    var columns = 0

    func exceeds(_ other: Merit) -> Bool {
      if newLeafCount != other.newLeafCount { return newLeafCount > other.newLeafCount }
      if leafCount != other.leafCount { return leafCount > other.leafCount }
      if matchCount != other.matchCount { return matchCount > other.matchCount }
      return columns < other.columns
    }
  }

  private let matches: [Match]
  /// How many columns a window has at most, unless it is a single match.
  private let width: Int
  /// At which column each match begins, and how many it takes; what is far away is no farther than it need be.
  private var columns: [Int] = []
  private var lengths: [Int] = []
  private var isTaken: [Bool]
  private var isLeafShown: [Bool]

  /// A chooser among the ascending `matches` of a text.
  init(_ matches: [Match], in text: FieldText, width: Int) {
    self.matches = matches
    self.width = width
    var column = 0
    for (index, match) in matches.enumerated() {
      if index > 0 {
        let gap = matches[index - 1].range.lowerBound..<match.range.lowerBound
        column += text.columnCount(gap, limit: 2 * width)
      }
      columns.append(column)
      lengths.append(text.columnCount(match.range, limit: 2 * width))
    }
    isTaken = matches.map { _ in false }
    isLeafShown = Array(repeating: false, count: 1 + (matches.map(\.leaf).max() ?? -1))
  }

  /// The best window of matches that are not taken yet; nil if all are.
  func best() -> Window? {
    var best: (merit: Merit, matches: Range<Int>)?
    var counts = isLeafShown.map { _ in 0 }
    var merit = Merit()
    var end = 0
    for start in matches.indices where !isTaken[start] {
      // Counts are back at zero when the window is empty.
      end = max(end, start)
      while end < matches.count, !isTaken[end],
        end == start || columns[end] + lengths[end] - columns[start] <= width
      {
        let leaf = matches[end].leaf
        counts[leaf] += 1
        if counts[leaf] == 1 {
          merit.leafCount += 1
          if !isLeafShown[leaf] { merit.newLeafCount += 1 }
        }
        end += 1
      }
      merit.matchCount = end - start
      merit.columns = columns[end - 1] + lengths[end - 1] - columns[start]
      if best.map({ merit.exceeds($0.merit) }) ?? true { best = (merit, start..<end) }
      let leaf = matches[start].leaf
      counts[leaf] -= 1
      if counts[leaf] == 0 {
        merit.leafCount -= 1
        if !isLeafShown[leaf] { merit.newLeafCount -= 1 }
      }
    }
    guard let chosen = best?.matches else { return nil }
    let ends = matches[chosen].map(\.range.upperBound)
    let start = matches[chosen.lowerBound].range.lowerBound
    return Window(matches: chosen, range: start..<(ends.max() ?? start))
  }

  /// Takes the matches of a window, and those that have to do with the piece of the text that is shown for it.
  mutating func take(_ window: Window, shownAs range: Range<Int>) {
    for (index, match) in matches.enumerated() where window.matches.contains(index) || match.range.overlaps(range) {
      isTaken[index] = true
      if range.contains(match.range) { isLeafShown[match.leaf] = true }
    }
  }
}
