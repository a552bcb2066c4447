/// How many columns of a terminal a character takes.
///
/// Each scalar counts by itself, as wcwidth(3) has it: most terminals draw the parts of a joined emoji side by side.
public enum ColumnWidth {
  /// The columns of a scalar: 0, 1 or 2. For what is shown as itself, which control characters are not.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    // What is below the first combining mark is narrow.
    guard scalar.value >= 0x300 else { return 1 }
    var range = 0..<ranges.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let candidate = ranges[middle]
      if scalar.value < candidate.first {
        range = range.lowerBound..<middle
      } else if scalar.value > candidate.last {
        range = middle + 1..<range.upperBound
      } else {
        return Int(candidate.columns)
      }
    }
    return 1
  }
}
