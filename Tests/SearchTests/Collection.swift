import TestSupport

/// A generated collection whose words are as unevenly frequent as those of a language, with phrases said again, hyphens,
/// names and scripts of several kinds.
struct Collection {
  let documents: [NaiveEngine.Document]
  private let vocabulary: [String]

  /// A collection; with `endings`, each word has several forms.
  init(seed: UInt64, count: Int, endings: [String] = [""]) {
    var random = SplitMix64(seed: seed)
    let words = Self.words(&random)
    // Forms of one word are neighbours, so that they are about as frequent.
    let vocabulary = endings.count == 1 ? words : words.flatMap { word in endings.map { word + $0 } }
    self.vocabulary = vocabulary
    var documents: [NaiveEngine.Document] = []
    for _ in 0..<count {
      // Most are short, one in twenty is long, some are empty.
      let length = random.below(20) == 0 ? random.below(600) : random.below(40)
      documents.append(
        NaiveEngine.Document(
          title: random.below(4) == 0 ? "" : Self.text(length: 1 + random.below(6), vocabulary, &random),
          body: Self.text(length: length, vocabulary, &random)))
    }
    self.documents = documents
  }

  /// A word, the frequent ones more often; sometimes one that no document has.
  func word(_ random: inout SplitMix64) -> String {
    random.below(25) == 0 ? "unheard\(random.below(9))" : Self.word(vocabulary, &random)
  }

  /// Some words as they follow each other in a document.
  func phrase(_ random: inout SplitMix64) -> String {
    let document = documents[random.below(documents.count)]
    let words = (random.below(4) == 0 ? document.title : document.body).split(separator: " ")
    guard words.count > 1 else { return word(&random) + " " + word(&random) }
    let start = random.below(words.count - 1)
    let end = min(words.count, start + 1 + random.below(5))
    return words[start..<end].joined(separator: " ").filter { $0 != "\"" && $0 != "\n" }
  }

  private static func words(_ random: inout SplitMix64) -> [String] {
    let endings = ["", "s", "ed", "ing", "er", "ly"]
    let special = [
      "naïve", "Straße", "Αθήνα", "мир", "سلام", "停火", "don’t", "x-ray", "3.14", "Ødegård", "to", "be", "or",
    ]
    let made = (0..<150).map { number in
      String("abcdefgh".shuffled(using: &random).prefix(1 + number % 5)) + endings[random.below(endings.count)]
    }
    return special + made
  }

  /// Zipf's law, roughly.
  private static func word(_ vocabulary: [String], _ random: inout SplitMix64) -> String {
    let rank = random.below(1 + random.below(1 + random.below(vocabulary.count)))
    return vocabulary[rank]
  }

  private static func text(length: Int, _ vocabulary: [String], _ random: inout SplitMix64) -> String {
    var text = ""
    for index in 0..<length {
      let separators = [" ", " ", " ", " ", " ", ", ", ". ", "-", "-\n", "\n"]
      if index > 0 { text += separators[random.below(separators.count)] }
      text += word(vocabulary, &random)
    }
    return text
  }
}
