/// The encodings of e-mail, of texts in UTF-8 whose phrases keep their places.
enum PlantedTransferEncoding {
  /// Quoted-printable, with more escapes and line breaks than needed.
  static func quotedPrintable(_ text: PlantedText, _ generator: inout SplitMix64) -> PlantedText {
    var column = 0
    return encode(text) { scalar in
      if scalar == "\n" {
        column = 0
        return "\n"
      }
      var encoded = ""
      if column > 60 || generator.below(30) == 0 {
        encoded = "=\n"
        column = 0
      }
      let isEscaped = !scalar.isASCII || scalar == "=" || scalar == "\t" || generator.below(20) == 0
      let written = isEscaped ? escaped(scalar) : String(scalar)
      column += written.count
      return encoded + written
    }
  }

  /// The content of one encoded word of a header, in the encoding Q.
  static func words(_ text: PlantedText, _ generator: inout SplitMix64) -> PlantedText {
    encode(text) { scalar in
      if scalar == " " { return "_" }
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic && generator.below(10) > 0
      return isPlain ? String(scalar) : escaped(scalar)
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    scalar.utf8.map { "=" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  /// Encodes scalar by scalar. A line break that stands before an encoded scalar is not part of it.
  private static func encode(
    _ text: PlantedText, _ encoded: (Unicode.Scalar) -> String
  ) -> PlantedText {
    var result = PlantedText()
    var starts: [Int] = []
    var ends: [Int] = []
    for scalar in text.scalars {
      let written = encoded(scalar)
      let isBroken = written.hasPrefix("=\n")
      starts.append(result.count + (isBroken ? 2 : 0))
      result.append(written)
      ends.append(result.count)
    }
    result.phrases = text.phrases.map { phrase in
      var phrase = phrase
      phrase.range = starts[phrase.range.lowerBound]..<ends[phrase.range.upperBound - 1]
      return phrase
    }
    return result
  }

  /// Base64. A phrase is in all groups of four letters that stand for a byte of it.
  static func base64(_ text: PlantedText, lineLength: Int?) -> PlantedText {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for scalar in text.scalars {
      starts.append(bytes.count)
      bytes += Array(scalar.utf8)
    }
    starts.append(bytes.count)
    // Whole groups only: blanks are as good as padding.
    while bytes.count % 3 != 0 { bytes.append(UInt8(ascii: " ")) }
    var result = PlantedText()
    var letters: [Int] = []
    for group in stride(from: 0, to: bytes.count, by: 3) {
      let bits = bytes[group..<group + 3].reduce(0) { $0 << 8 | Int($1) }
      for shift in [18, 12, 6, 0] {
        if let lineLength, !letters.isEmpty, letters.count % lineLength == 0 { result.append("\n") }
        letters.append(result.count)
        result.scalars.append(alphabet[bits >> shift & 63])
      }
    }
    result.phrases = text.phrases.map { phrase in
      var phrase = phrase
      let first = starts[phrase.range.lowerBound] / 3
      let last = (starts[phrase.range.upperBound] - 1) / 3
      phrase.range = letters[first * 4]..<letters[last * 4 + 3] + 1
      return phrase
    }
    return result
  }
}
