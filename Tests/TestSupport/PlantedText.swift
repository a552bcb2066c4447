/// A text that is being written, and where the phrases stand in it.
struct PlantedText {
  struct Phrase {
    var words: [String]
    /// In scalars of the text.
    var range: Range<Int>
    var isInTitle = false
    var hasNeighbours = false
    var prefix = ""
    var suffix = ""
  }

  /// `\n` stands for the file's line end.
  var scalars: [Unicode.Scalar] = []
  var phrases: [Phrase] = []

  init(_ text: String = "") {
    scalars = Array(text.unicodeScalars)
  }

  var count: Int { scalars.count }

  mutating func append(_ text: String) {
    scalars += Array(text.unicodeScalars)
  }

  /// Adds a text with its phrases.
  mutating func append(_ other: PlantedText) {
    for phrase in other.phrases {
      var phrase = phrase
      phrase.range = phrase.range.lowerBound + count..<phrase.range.upperBound + count
      phrases.append(phrase)
    }
    scalars += other.scalars
  }

  /// Says of all phrases what makes their source a file of its own.
  mutating func frame(prefix: String, suffix: String = "", isInTitle: Bool = false, hasNeighbours: Bool = false) {
    for index in phrases.indices {
      phrases[index].prefix = prefix
      phrases[index].suffix = suffix
      phrases[index].isInTitle = isInTitle
      phrases[index].hasNeighbours = hasNeighbours
    }
  }
}
