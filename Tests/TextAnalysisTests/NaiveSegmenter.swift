/// The word boundaries of UAX #29, one rule after another as the annex writes them, over an array of scalars.
struct NaiveSegmenter {
  let scalars: [UInt32]
  let classes: [String]
  let database: UnicodeDatabase

  init(_ scalars: [UInt32], _ database: UnicodeDatabase) {
    self.scalars = scalars
    self.database = database
    classes = scalars.map { database.wordBreak[$0] }
  }

  static let transparent: Set = ["Extend", "Format", "ZWJ"]
  static let letters: Set = ["ALetter", "Hebrew_Letter"]
  private static let newlines: Set = ["CR", "LF", "Newline"]
  private static let middleQuotes: Set = ["MidNumLet", "Single_Quote"]
  private static let connectable: Set = ["ALetter", "Hebrew_Letter", "Numeric", "Katakana", "ExtendNumLet"]

  /// The indices of all boundaries.
  var boundaries: [Int] {
    (0...scalars.count).filter { isBoundary($0) }
  }

  func isBoundary(_ index: Int) -> Bool {
    if index == 0 || index == scalars.count { return true }  // WB1, WB2
    let (left, right) = (classes[index - 1], classes[index])
    if left == "CR", right == "LF" { return false }  // WB3
    if Self.newlines.contains(left) || Self.newlines.contains(right) { return true }  // WB3a, WB3b
    if left == "ZWJ", database.has("Extended_Pictographic", scalars[index]) { return false }  // WB3c
    if left == "WSegSpace", right == "WSegSpace" { return false }  // WB3d
    if Self.transparent.contains(right) { return false }  // WB4
    let leftIndex = indexOfWhole(before: index)
    return !isJoined(
      classes[leftIndex], right, before: leftIndex > 0 ? classes[indexOfWhole(before: leftIndex)] : "",
      after: classAfter(index), leftIndex)
  }

  /// Rules WB5 to WB16 on what rule WB4 leaves: `left` and `right`, and what comes before and after the two.
  private func isJoined(
    _ left: String, _ right: String, before: String, after: String, _ leftIndex: Int
  ) -> Bool {
    let isLetter = Self.letters.contains
    let isMiddle = { (name: String) in name == "MidLetter" || Self.middleQuotes.contains(name) }
    let isMiddleOfNumber = { (name: String) in name == "MidNum" || Self.middleQuotes.contains(name) }
    if isLetter(left), isLetter(right) { return true }  // WB5
    if isLetter(left), isMiddle(right), isLetter(after) { return true }  // WB6
    if isLetter(before), isMiddle(left), isLetter(right) { return true }  // WB7
    if left == "Hebrew_Letter", right == "Single_Quote" { return true }  // WB7a
    if left == "Hebrew_Letter", right == "Double_Quote", after == "Hebrew_Letter" { return true }  // WB7b
    if before == "Hebrew_Letter", left == "Double_Quote", right == "Hebrew_Letter" { return true }  // WB7c
    if left == "Numeric", right == "Numeric" { return true }  // WB8
    if isLetter(left), right == "Numeric" { return true }  // WB9
    if left == "Numeric", isLetter(right) { return true }  // WB10
    if before == "Numeric", isMiddleOfNumber(left), right == "Numeric" { return true }  // WB11
    if left == "Numeric", isMiddleOfNumber(right), after == "Numeric" { return true }  // WB12
    if left == "Katakana", right == "Katakana" { return true }  // WB13
    if Self.connectable.contains(left), right == "ExtendNumLet" { return true }  // WB13a
    if left == "ExtendNumLet", Self.connectable.contains(right) { return true }  // WB13b
    if left == "Regional_Indicator", right == "Regional_Indicator" {  // WB15, WB16
      return regionalIndicators(upTo: leftIndex) % 2 == 1
    }
    return false  // WB999
  }

  /// The index of the scalar before `index` that rule WB4 does not join to the one before it.
  private func indexOfWhole(before index: Int) -> Int {
    var index = index - 1
    while index > 0, Self.transparent.contains(classes[index]), !Self.newlines.contains(classes[index - 1]) {
      index -= 1
    }
    return index
  }

  private func classAfter(_ index: Int) -> String {
    classes[(index + 1)...].first { !Self.transparent.contains($0) } ?? ""
  }

  private func regionalIndicators(upTo index: Int) -> Int {
    var index = index
    var count = 0
    while classes[index] == "Regional_Indicator" {
      count += 1
      if index == 0 { break }
      index = indexOfWhole(before: index)
    }
    return count
  }
}
