/// Folding in whole passes over an array of scalars, in the order in which docs/ANALYSIS.md tells them.
struct NaiveFolder {
  let database: UnicodeDatabase

  private static let strippedScripts: Set = ["Latin", "Greek", "Cyrillic", "Arabic", "Hebrew"]
  private static let tatweel: UInt32 = 0x640
  private static let narrowSpace: UInt32 = 0x202F

  private static let listed: [UInt32: [UInt32]] = {
    let forms: [Unicode.Scalar: String] = [
      "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ɖ": "d", "þ": "th", "ħ": "h", "ı": "i", "ȷ": "j", "ĸ": "k",
      "ł": "l", "ŋ": "n", "ŧ": "t", "ƀ": "b", "ƒ": "f", "ǥ": "g", "ɨ": "i", "ɉ": "j", "ɍ": "r", "ɏ": "y", "ƶ": "z",
      "ĳ": "ij", "ŀ": "l\u{B7}", "ǆ": "dz", "ǉ": "lj", "ǌ": "nj", "ǳ": "dz", "\u{671}": "\u{627}",
      "\u{2018}": "'", "\u{2019}": "'", "\u{2BB}": "'", "\u{2BC}": "'", "\u{5F3}": "'", "\u{5F4}": "\"",
    ]
    return Dictionary(uniqueKeysWithValues: forms.map { ($0.value, $1.unicodeScalars.map(\.value)) })
  }()

  func fold(_ scalars: [UInt32]) -> [UInt32] {
    let folded = decomposed(visible(scalars)).flatMap { database.caseFolding[$0] ?? [$0] }
    return stripped(decomposed(folded).flatMap { Self.listed[$0] ?? [$0] })
  }

  /// The canonical decomposition (The Unicode Standard, section 3.11).
  func decomposed(_ scalars: [UInt32]) -> [UInt32] {
    var result = scalars.flatMap(fullDecomposition)
    // A bubble sort moves each mark in front of those of higher class, and never over a starter.
    var isSorted = false
    while !isSorted {
      isSorted = true
      for index in result.indices.dropFirst() {
        let (left, right) = (combiningClass(result[index - 1]), combiningClass(result[index]))
        if right > 0, left > right {
          result.swapAt(index - 1, index)
          isSorted = false
        }
      }
    }
    return result
  }

  private func fullDecomposition(_ scalar: UInt32) -> [UInt32] {
    if (0xAC00...0xD7A3).contains(scalar) {
      let index = scalar - 0xAC00
      let parts = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
      return parts.last == 0x11A7 ? parts.dropLast() : parts
    }
    return database.decomposition[scalar]?.flatMap(fullDecomposition) ?? [scalar]
  }

  private func combiningClass(_ scalar: UInt32) -> Int {
    database.combiningClass[scalar] ?? 0
  }

  /// All scalars but those that are dropped; tatweel stays until it has taken its marks along.
  private func visible(_ scalars: [UInt32]) -> [UInt32] {
    var isAfterPictograph = false
    return scalars.filter { scalar in
      let isDropped =
        database.has("Default_Ignorable_Code_Point", scalar) || database.wordBreak[scalar] == "Format"
        || scalar == Self.narrowSpace
      if isDropped { return isAfterPictograph && (0xE0020...0xE007F).contains(scalar) }
      if !isMark(scalar) {
        isAfterPictograph =
          database.has("Extended_Pictographic", scalar) && database.caseFolding[scalar] == nil
      }
      return true
    }
  }

  private func stripped(_ scalars: [UInt32]) -> [UInt32] {
    var strips = false
    return scalars.filter { scalar in
      if isMark(scalar) { return !(strips && database.category[scalar] == "Mn") }
      strips =
        scalar == Self.tatweel
        || database.category[scalar].hasPrefix("L") && Self.strippedScripts.contains(database.script[scalar])
      return scalar != Self.tatweel
    }
  }

  private func isMark(_ scalar: UInt32) -> Bool {
    database.category[scalar].hasPrefix("M")
  }
}
