import ArgumentParser

extension ClosedRange<Int> {
  /// Refuses a number outside the range.
  func check(_ number: Int, option: String) throws(ValidationError) {
    guard contains(number) else {
      throw ValidationError("\(option) must be from \(lowerBound) to \(upperBound).")
    }
  }
}
