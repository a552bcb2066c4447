/// The words of a text in a form by which they are put in order: small letters, without what is added to letters.
///
/// The client does without the tables of the analyzer; what is left out here decides the order of lines, never whether
/// something is found.
enum FoldedWords {
  /// The words from left to right.
  static func of(_ text: String) -> [String] {
    text.unicodeScalars.split { !isPartOfWord($0) }.map { word in
      String(String.UnicodeScalarView(word.flatMap(folded)))
    }
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    guard !scalar.isASCII else { return Array(scalar.properties.lowercaseMapping.unicodeScalars) }
    guard scalar.properties.generalCategory != .nonspacingMark else { return [] }
    return scalar.properties.lowercaseMapping.unicodeScalars.map(baseLetter)
  }

  /// The letter that another one is made of, as its name tells: LATIN SMALL LETTER E WITH ACUTE is an E.
  private static func baseLetter(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard !scalar.isASCII, let name = scalar.properties.name, name.hasPrefix("LATIN SMALL LETTER ") else {
      return scalar
    }
    let rest = name.dropFirst("LATIN SMALL LETTER ".count)
    guard let letter = rest.unicodeScalars.first, rest.hasPrefix("\(letter) WITH ") else { return scalar }
    return letter.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }
}
