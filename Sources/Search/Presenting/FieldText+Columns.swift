/// How much room text takes, roughly as a terminal shows it: marks nothing, ideographs, kana, Hangul and emoji two columns, all
/// else one, a run of white space one. What is not looked at to the end of a limit is taken as longer than that.
extension FieldText {
  /// So many bytes are looked at for each column at most: runs of white space or marks must not cost more.
  private static let bytesPerColumn = 16

  /// How far the text from `start` on goes in so many columns, at most to `limit`; between two characters' scalars.
  func offset(after start: Int, columns: Int, limit: Int) -> Int {
    let limit = min(limit, start + columns * Self.bytesPerColumn)
    var measure = Measure()
    var offset = start
    while offset < limit {
      let next = measure.step(over: offset, in: self)
      guard next <= limit, measure.columns <= columns else { break }
      offset = next
    }
    return offset
  }

  /// Where the text begins that takes so many columns before `end`, at least `limit`; between two characters' scalars.
  func offset(before end: Int, columns: Int, limit: Int) -> Int {
    let limit = max(limit, end - columns * Self.bytesPerColumn)
    var offset = end
    var rest = columns
    while offset > limit {
      let isBeforeBlank = offset < end && blankLength(at: offset) > 0
      var previous = offset - 1
      while previous > limit, bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
      let isBlank = blankLength(at: previous) > 0
      let width = isBlank ? (isBeforeBlank ? 0 : 1) : self.width(at: previous)
      guard width <= rest else { break }
      rest -= width
      offset = previous
    }
    return scalarStart(from: offset)
  }

  /// How many columns a piece of the text takes; `limit` if it is that or more.
  func columnCount(_ range: Range<Int>, limit: Int) -> Int {
    guard range.count <= limit * Self.bytesPerColumn else { return limit }
    var measure = Measure()
    var offset = range.lowerBound
    while offset < range.upperBound, measure.columns < limit { offset = measure.step(over: offset, in: self) }
    return min(measure.columns, limit)
  }

  /// Counts columns from left to right.
  private struct Measure {
    var columns = 0
    private var isBehindBlank = false

    /// Counts the scalar at `offset`, and gives the offset after it.
    mutating func step(over offset: Int, in text: FieldText) -> Int {
      let length = text.blankLength(at: offset)
      if length == 0 {
        columns += text.width(at: offset)
      } else if !isBehindBlank {
        columns += 1
      }
      isBehindBlank = length > 0
      return length > 0 ? offset + length : text.scalarStart(from: offset + 1)
    }
  }

  fileprivate func width(at offset: Int) -> Int {
    let first = bytes[offset]
    if first < 0xCC { return 1 }
    let scalar = scalar(at: offset).value
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default:
      return (0x1100...0x115F).contains(scalar.value) || scalar.value >= 0x2E80 && scalar.value < 0xFB00
        || (0xFF01...0xFF60).contains(scalar.value) || scalar.value >= 0x1F000 ? 2 : 1
    }
  }
}
