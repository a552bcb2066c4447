/// The words of a query that are to be found, one by one.
struct QueryWords {
  /// No query needs so many to be looked at.
  private static let greatestCount = 8

  /// The words, without those that are excluded.
  private(set) var all: [String] = []
  /// Whether some of them stand between quotation marks.
  private(set) var hasPhrase = false

  /// Takes the words of a query; nil where it is more than words and phrases, or there are many.
  init?(_ query: String) {
    var word = ""
    var isQuoted = false
    var isExcluded = false
    for scalar in query.unicodeScalars {
      switch scalar {
      case "\"", "“", "”", "„", "«", "»":
        // An exclusion goes on to the end of its phrase.
        if isQuoted || word != "-" { add(&word, isExcluded: isExcluded) } else { isExcluded = true }
        if isQuoted { isExcluded = false } else { hasPhrase = hasPhrase || !isExcluded }
        isQuoted.toggle()
        word = ""
      case "(", ")", ":", "*": return nil
      case _ where scalar.properties.isWhitespace: add(&word, isExcluded: isQuoted && isExcluded)
      default: word.unicodeScalars.append(scalar)
      }
    }
    add(&word, isExcluded: isQuoted && isExcluded)
    guard all.count <= Self.greatestCount else { return nil }
  }

  private mutating func add(_ word: inout String, isExcluded: Bool) {
    defer { word = "" }
    guard !isExcluded, !word.hasPrefix("-"), !["AND", "OR", "NOT"].contains(word) else { return }
    let bare = word.hasPrefix("+") ? String(word.dropFirst()) : word
    guard bare.unicodeScalars.contains(where: \.properties.isAlphabetic) || bare.contains(where: \.isNumber),
      !all.contains(bare)
    else { return }
    all.append(bare)
  }
}
