/// What a bare word can look like. Each question takes the bytes of one word.
enum Syntax {
  /// Fields of later versions.
  static let laterFields: Set<String> = ["date", "since", "until", "path"]

  /// The beginning of a sentence about `NEAR` and its like.
  static let proximityFeature = "NEAR, ADJ and AROUND are"

  static func operatorKind(_ word: ArraySlice<UInt8>) -> Token.Kind? {
    if word.elementsEqual("AND".utf8) { return .and }
    if word.elementsEqual("OR".utf8) { return .or }
    if word.elementsEqual("NOT".utf8) { return .not }
    return nil
  }

  /// The syntax of later versions that a word is written in, as the beginning of a sentence.
  static func unsupportedFeature(in word: ArraySlice<UInt8>) -> String? {
    if isProximity(word) { return proximityFeature }
    if word.dropLast().contains(UInt8(ascii: "*")) || hasInnerQuestionMark(word) {
      return "wildcards other than a '*' at the end are"
    }
    if let rest = behindLast(UInt8(ascii: "~"), in: word), rest.isEmpty || isNumber(rest) {
      return "fuzzy words are"
    }
    if let rest = behindLast(UInt8(ascii: "^"), in: word), isNumber(rest) { return "boosts are" }
    return nil
  }

  /// Where the colon of `name:` stands, if the word begins with one: an identifier, then a colon.
  static func fieldColon(in word: ArraySlice<UInt8>) -> Int? {
    let underscore = UInt8(ascii: "_")
    guard let first = word.first, first.isASCIILetter || first == underscore,
      let colon = word.firstIndex(where: { !$0.isASCIIAlphanumeric && $0 != underscore }),
      word[colon] == UInt8(ascii: ":")
    else { return nil }
    return canFollowFieldColon(word[(colon + 1)...]) ? colon : nil
  }

  /// Whether `name:` in front of this is a field: `std::vector` and `http://example.org` are words.
  static func canFollowFieldColon(_ value: some Sequence<UInt8>) -> Bool {
    !value.starts(with: ":".utf8) && !value.starts(with: "//".utf8)
  }

  /// Whether a word right behind a phrase or group modifies it: `*`, `~2`, `^3`, `~2^0.5`.
  static func isSuffix(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, isModifier(first) else { return false }
    return word.allSatisfy { isModifier($0) || $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }

  private static func isModifier(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "^")
  }

  /// `NEAR/8`, `ADJ/2`.
  private static func isProximity(_ word: ArraySlice<UInt8>) -> Bool {
    guard let slash = word.firstIndex(of: UInt8(ascii: "/")) else { return false }
    let distance = word[(slash + 1)...]
    return isProximityName(word[..<slash]) && !distance.isEmpty && distance.allSatisfy(\.isASCIIDigit)
  }

  /// `NEAR`, `ADJ`.
  static func isProximityName(_ word: ArraySlice<UInt8>) -> Bool {
    word.elementsEqual("NEAR".utf8) || word.elementsEqual("ADJ".utf8)
  }

  /// A `?` between letters or digits. At the end of a word it is a question mark.
  private static func hasInnerQuestionMark(_ word: ArraySlice<UInt8>) -> Bool {
    zip(word, zip(word.dropFirst(), word.dropFirst(2))).contains { before, rest in
      rest.0 == UInt8(ascii: "?") && isWordByte(before) && isWordByte(rest.1)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte >= 0x80
  }

  /// What follows the last `mark` of a word, if anything stands before it.
  private static func behindLast(_ mark: UInt8, in word: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let index = word.lastIndex(of: mark), index > word.startIndex else { return nil }
    return word[(index + 1)...]
  }

  /// Digits, with at most one point between them.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isASCIIDigit, let last = bytes.last, last.isASCIIDigit else { return false }
    return bytes.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
      && bytes.count { $0 == UInt8(ascii: ".") } <= 1
  }
}
