/// A language whose words can be stemmed: those of libstemmer 2.2, by their names there.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case arabic, armenian, basque, catalan, danish, dutch, english, finnish, french, german, greek, hindi, hungarian
  case indonesian, irish, italian, lithuanian, nepali, norwegian
  /// Martin Porter's first stemmer for English (1980), kept for comparisons.
  case porter
  case portuguese, romanian, russian, serbian, spanish, swedish, tamil, turkish, yiddish

  /// The language with a name ("german"), or a code of ISO 639-1 or 639-2 ("de", "deu", "ger"), in any case.
  ///
  /// - Throws: `StemmingError.unknownLanguage`.
  public init(named name: String) throws(StemmingError) {
    let wanted = name.lowercased()
    guard let language = Self.allCases.first(where: { $0.rawValue == wanted || $0.codes.contains(wanted) }) else {
      throw .unknownLanguage(name)
    }
    self = language
  }

  /// The codes of ISO 639 that name it, that of two letters first.
  public var codes: [String] {
    switch self {
    case .arabic: ["ar", "ara"]
    case .armenian: ["hy", "hye", "arm"]
    case .basque: ["eu", "eus", "baq"]
    case .catalan: ["ca", "cat"]
    case .danish: ["da", "dan"]
    case .dutch: ["nl", "nld", "dut"]
    case .english: ["en", "eng"]
    case .finnish: ["fi", "fin"]
    case .french: ["fr", "fra", "fre"]
    case .german: ["de", "deu", "ger"]
    case .greek: ["el", "ell", "gre"]
    case .hindi: ["hi", "hin"]
    case .hungarian: ["hu", "hun"]
    case .indonesian: ["id", "ind"]
    case .irish: ["ga", "gle"]
    case .italian: ["it", "ita"]
    case .lithuanian: ["lt", "lit"]
    case .nepali: ["ne", "nep"]
    case .norwegian: ["no", "nor"]
    case .porter: []
    case .portuguese: ["pt", "por"]
    case .romanian: ["ro", "ron", "rum"]
    case .russian: ["ru", "rus"]
    case .serbian: ["sr", "srp"]
    case .spanish: ["es", "spa"]
    case .swedish: ["sv", "swe"]
    case .tamil: ["ta", "tam"]
    case .turkish: ["tr", "tur"]
    case .yiddish: ["yi", "yid"]
    }
  }
}
