/// A file made from a seed, with phrases planted in it whose words and places are known because they were written there.
///
/// The phrases stand across tags, references, line ends, tabs, hyphens at line ends, soft hyphens, emoji, combining
/// marks, escapes of e-mail and so on. Each occurs once among the files of all seeds.
package struct PlantedFile: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    /// The name of a format is what its files' names end with.
    case text = "txt"
    case markdown = "md"
    case html = "html"
    case email = "eml"
  }

  package enum Encoding: CaseIterable, Sendable {
    case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian, windows1252
  }

  package enum LineEnd: String, CaseIterable, Sendable {
    case lf = "\n"
    case crlf = "\r\n"
    case cr = "\r"
  }

  /// A place between two characters of the file.
  package struct Place: Equatable, Sendable {
    /// In bytes of the file.
    package var offset = 0
    /// The number of the line, from 0 on. LF, CR LF and CR end lines.
    package var line = 0
    /// The length of what is before it in the line, in bytes of UTF-8, units of UTF-16 and characters, whichever
    /// encoding the file is in; a byte-order mark has none.
    package var utf8Column = 0
    package var utf16Column = 0
    package var utf32Column = 0
  }

  package struct Phrase: Sendable {
    /// Folded, as they are searched for: small letters without accents, in UTF-8.
    package let words: [String]
    /// From the first to the last byte of what stands for the words.
    package let start: Place
    package let end: Place
    /// It stands in what is the document's title.
    package let isInTitle: Bool
    /// Bytes of a transfer encoding that stand for a part of the phrase stand for what is beside it as well.
    package let hasNeighbours: Bool
    /// What must stand before and behind the bytes of the range, so that they are a file of the same format.
    package let prefix: [UInt8]
    package let suffix: [UInt8]

    package var range: Range<Int> { start.offset..<end.offset }
  }

  package let name: String
  package let format: Format
  package let encoding: Encoding
  package let lineEnd: LineEnd
  package let bytes: [UInt8]
  package let phrases: [Phrase]

  /// The file of a seed. Seeds that follow one another give all formats in all encodings.
  package init(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let number = Int(truncatingIfNeeded: seed & 0xFFFF_FFFF)
    format = Format.allCases[number % Format.allCases.count]
    encoding = Encoding.allCases[number / Format.allCases.count % Encoding.allCases.count]
    lineEnd = LineEnd.allCases[generator.below(LineEnd.allCases.count)]
    name = "planted-\(number).\(format.rawValue)"
    var planter = PlantedPhrases(seed: number, isNarrow: encoding == .windows1252, &generator)
    let text: PlantedText =
      switch format {
      case .text: planter.plainText()
      case .markdown: planter.markdown()
      case .html: planter.html()
      case .email: planter.email()
      }
    let encoder = PlantedEncoder(encoding, lineEnd)
    let places: [Place]
    (bytes, places) = encoder.encode(text)
    phrases = text.phrases.map { phrase in
      Phrase(
        words: phrase.words, start: places[phrase.range.lowerBound], end: places[phrase.range.upperBound],
        isInTitle: phrase.isInTitle, hasNeighbours: phrase.hasNeighbours,
        prefix: encoder.encode(PlantedText(phrase.prefix)).bytes,
        suffix: Array(encoder.encode(PlantedText(phrase.suffix)).bytes.dropFirst(encoder.mark.count)))
    }
  }
}
