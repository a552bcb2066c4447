/// An ending that the index has folded and that a stemmer knows only as it is spelled.
///
/// The terms of an index have no accents, and are stemmed as they are: the accents of a word's trunk do not matter as long as all
/// its forms lose them. Those of an ending do where a stemmer looks for them. These are put back, in frequent endings
/// that are hardly ever something else.
struct FoldedEnding {
  let folded: [UInt8]
  let spelled: [UInt8]

  private init(_ folded: String, _ spelled: String) {
    self.folded = Array(folded.utf8)
    self.spelled = Array(spelled.utf8)
  }

  /// The endings of a language, longer ones before those that they end with.
  static func all(of language: Language) -> [FoldedEnding] {
    switch language {
    case .french:
      // mangées, continuée
      [FoldedEnding("ees", "ées"), FoldedEnding("ee", "ée")]
    case .spanish:
      // comunicación, decisión; their plurals have no accent
      [FoldedEnding("cion", "ción"), FoldedEnding("sion", "sión")]
    case .portuguese:
      // informação, informações, avião, aviões
      [
        FoldedEnding("cao", "ção"), FoldedEnding("coes", "ções"), FoldedEnding("ao", "ão"), FoldedEnding("oes", "ões"),
      ]
    case .russian:
      // новый, читай, читайте: й is folded to и
      ["а", "е", "и", "о", "у", "ы", "э", "ю", "я"].flatMap { vowel in
        [FoldedEnding(vowel + "ите", vowel + "йте"), FoldedEnding(vowel + "и", vowel + "й")]
      }
    default:
      []
    }
  }
}
