/// Makes phrases, and writes them with what may stand within words and between them.
struct PlantedPhrases {
  /// How a format writes what a phrase consists of. Each member is a list to choose from.
  struct Style {
    /// What may stand within a word, and is not seen.
    var joints: [String] = []
    /// What may stand within a word before a small letter, at a line end.
    var hyphens: [String] = []
    /// What may stand between words.
    var gaps: [String] = [" "]
    /// Pairs of markers that may stand around some letters of a word.
    var pairs: [(String, String)] = []
    /// Letters may be written as references of HTML.
    var hasReferences = false
  }

  private let seed: Int
  /// The file's encoding has no emoji, no combining marks and no Greek.
  let isNarrow: Bool
  var generator: SplitMix64
  private var count = 0

  init(seed: Int, isNarrow: Bool, _ generator: inout SplitMix64) {
    self.seed = seed
    self.isNarrow = isNarrow
    self.generator = SplitMix64(seed: generator.next())
  }

  mutating func choose<Element>(_ elements: [Element]) -> Element {
    elements[generator.below(elements.count)]
  }

  mutating func happens(oneIn bound: Int) -> Bool { generator.below(bound) == 0 }

  // MARK: - Words

  private struct Letter {
    var written: String
    var folded: String
  }

  private static let plain = "abcdefghijklmnoprstuvw".map(String.init)
  private static let latin: [(String, String)] = [
    ("\u{E9}", "e"), ("\u{F6}", "o"), ("\u{F1}", "n"), ("\u{E7}", "c"), ("\u{E5}", "a"), ("\u{DF}", "ss"),
    ("\u{F8}", "o"), ("\u{E6}", "ae"),
  ]
  /// Decomposed letters, letters beyond Latin-1.
  private static let wide: [(String, String)] = [
    ("e\u{301}", "e"), ("o\u{308}", "o"), ("a\u{30A}\u{323}", "a"), ("\u{142}", "l"), ("\u{17E}", "z"),
    ("\u{3AC}", "\u{3B1}"), ("\u{3B9}\u{308}\u{301}", "\u{3B9}"), ("\u{451}", "\u{435}"), ("\u{FB01}", "fi"),
  ]
  private static let emoji = ["\u{1F600}", "\u{1F388}", "\u{1F44D}\u{1F3FD}", "\u{1F1EB}\u{1F1F7}"]

  /// A word of letters that no other phrase begins with.
  private mutating func firstWord() -> [Letter] {
    var rest = seed * 64 + count
    var name = "q"
    while rest > 0 {
      name += Self.plain[rest % Self.plain.count]
      rest /= Self.plain.count
    }
    return (name + "x").map { Letter(written: String($0), folded: String($0)) }
  }

  private mutating func word(_ style: Style) -> [Letter] {
    if !isNarrow || style.hasReferences, happens(oneIn: 8) {
      let emoji = choose(Self.emoji)
      return [Letter(written: emoji, folded: emoji)]
    }
    var letters: [Letter] = []
    for _ in 0..<3 + generator.below(6) {
      let kinds = generator.below(10)
      if kinds == 0 {
        let (written, folded) = choose(Self.latin)
        letters.append(Letter(written: written, folded: folded))
      } else if kinds == 1, !isNarrow || style.hasReferences {
        let (written, folded) = choose(Self.wide)
        letters.append(Letter(written: written, folded: folded))
      } else {
        let letter = choose(Self.plain)
        letters.append(Letter(written: letter, folded: letter))
      }
    }
    if happens(oneIn: 6) { letters[0].written = letters[0].written.uppercased() }
    return letters
  }

  /// A phrase of two to five words.
  mutating func phrase(_ style: Style) -> PlantedText {
    var text = PlantedText()
    var words: [String] = []
    count += 1
    for number in 0..<2 + generator.below(4) {
      let letters = number == 0 ? firstWord() : word(style)
      if number > 0 { text.append(choose(style.gaps)) }
      write(letters, style, to: &text)
      words.append(letters.map(\.folded).joined())
    }
    text.phrases = [PlantedText.Phrase(words: words, range: 0..<text.count)]
    return text
  }

  private mutating func write(_ letters: [Letter], _ style: Style, to text: inout PlantedText) {
    var style = style
    var marked = 0..<0
    var pair = ("", "")
    let isWide = letters.contains { $0.written.unicodeScalars.contains { $0.value > 0xFF } }
    if !style.pairs.isEmpty, letters.count > 3, !(isWide && isNarrow), happens(oneIn: 3) {
      // Whether a marker opens or closes depends on what is beside it in the source.
      style.hasReferences = false
      let start = 1 + generator.below(letters.count - 2)
      marked = start..<start + 1 + generator.below(letters.count - 1 - start)
      pair = choose(style.pairs)
    }
    for (index, letter) in letters.enumerated() {
      if marked.lowerBound == index, !marked.isEmpty { text.append(pair.0) }
      if index > 0, !marked.contains(index), index != marked.upperBound { writeJoint(style, to: &text) }
      text.append(written(letter, style))
      if marked.upperBound == index + 1, !marked.isEmpty { text.append(pair.1) }
    }
  }

  private mutating func writeJoint(_ style: Style, to text: inout PlantedText) {
    if !style.joints.isEmpty, happens(oneIn: 6) {
      text.append(choose(style.joints))
    } else if !style.hyphens.isEmpty, happens(oneIn: 20) {
      text.append(choose(style.hyphens))
    }
  }

  private mutating func written(_ letter: Letter, _ style: Style) -> String {
    guard style.hasReferences else { return letter.written }
    let needsReferences = isNarrow && letter.written.unicodeScalars.contains { $0.value > 0xFF }
    guard needsReferences || happens(oneIn: 12) else { return letter.written }
    if letter.written == "\u{E9}", happens(oneIn: 2) { return "&eacute;" }
    return letter.written.unicodeScalars.map { scalar in
      happens(oneIn: 2) ? "&#\(scalar.value);" : "&#x\(String(scalar.value, radix: 16));"
    }.joined()
  }

  // MARK: - Text around phrases

  private static let filler = [
    "the", "lamp", "over", "water", "seven", "boats", "came", "home", "late", "and", "nobody", "saw", "them",
    "caf\u{E9}", "na\u{EF}ve", "tea", "harbour", "it\u{2019}s", "rain", "10", "3.14",
  ]

  /// Some words of no phrase.
  mutating func words(atMost bound: Int = 12) -> String {
    (0...generator.below(bound)).map { _ in choose(Self.filler) }.joined(separator: " ")
  }

  /// A phrase with words before and behind it, and at least two bytes of ASCII in between, so that no group of base64
  /// that is needed for the phrase has a part of another character.
  mutating func sentence(_ style: Style) -> PlantedText {
    var text = PlantedText(words() + choose(["  ", ", ", "; ", " ("]))
    text.append(phrase(style))
    text.append(choose(["  ", ", ", ". ", ") "]) + words())
    return text
  }
}
