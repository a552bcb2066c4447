import CStemmer
import Stemming
import Testing
import TextAnalysis

/// Forms of one word have one stem, after the index has folded them.
@Suite struct StemmerTests {
  private static func stems(_ words: String, _ language: Language) throws -> Set<[UInt8]> {
    let stemmer = try Stemmer(language)
    return Set(Analyzer().tokens(of: Array(words.utf8)).map { stemmer.stem(of: $0.term) })
  }

  @Test(
    arguments: [
      (.english, "run runs running"), (.english, "ferry ferries"), (.english, "connection connected connecting"),
      (.german, "Haus Häuser Hauses Häusern"), (.german, "Straße Straßen"), (.german, "schön schöne schönes schöner"),
      (.german, "Mutter Mütter"), (.german, "Universität Universitäten"),
      (.french, "manger mange mangé mangée mangés mangées mangeait"), (.french, "activité activités"),
      (.french, "élève élèves"), (.french, "général générale généraux"), (.french, "continuer continué continuée"),
      (.spanish, "nación naciones"), (.spanish, "comunicación comunicaciones"), (.spanish, "decisión decisiones"),
      (.spanish, "hablar habló hablaba hablarán"), (.spanish, "niño niños niña niñas"),
      (.spanish, "inglés inglesa ingleses"),
      (.portuguese, "informação informações"), (.portuguese, "falar falou falará falavam"),
      (.italian, "nazione nazioni"), (.italian, "città"), (.italian, "parlare parlo parlò parlavano"),
      (.russian, "новый новая новое новые нового новой новых"), (.russian, "история истории историй историю историей"),
      (.russian, "читать читай читайте читал читала"), (.russian, "музей музеи"), (.russian, "район района районы"),
      (.swedish, "flicka flickor flickorna"), (.danish, "bog bøger bøgerne"), (.norwegian, "bil biler bilene"),
      (.dutch, "lopen lope"), (.finnish, "metsä metsässä metsät metsien"), (.hungarian, "ház házak házban"),
      (.turkish, "çocuk çocuklar çocukların"), (.romanian, "casă case casele caselor"),
      (.greek, "πόλη πόλεις πόλεων"), (.greek, "άνθρωπος άνθρωποι ανθρώπων"), (.arabic, "كتاب الكتاب كتابان"),
      (.hindi, "लड़का लड़के लड़कों"), (.serbian, "kuća kuće kući kućama"), (.lithuanian, "namas namai namų namuose"),
    ] as [(Language, String)])
  func formsOfAWord(language: Language, words: String) throws {
    #expect(try Self.stems(words, language).count == 1)
  }

  @Test(
    arguments: [
      (.english, "universe organ ferry run"), (.german, "Haus Maus Hase"), (.russian, "новый история"),
    ] as [(Language, String)])
  func differentWords(language: Language, words: String) throws {
    #expect(try Self.stems(words, language).count == words.split(separator: " ").count)
  }

  @Test func everyLanguageIsKnownByNameAndCode() throws {
    for language in Language.allCases {
      let stemmer = try Stemmer(language)
      #expect(try Language(named: language.rawValue.uppercased()) == language)
      for code in language.codes {
        #expect(try Language(named: code) == language)
        // libstemmer knows the code, and by it the same stemmer.
        let other = unsafe sb_stemmer_new(code, nil)
        #expect(unsafe other != nil, "\(code)")
        unsafe sb_stemmer_delete(other)
      }
      // Whatever it is given, a stem is not empty, and one that is long is no trap.
      for word in ["a", "'", "ing", "\u{301}", "食", String(repeating: "abcde", count: 25) + "ing", "1990s"] {
        #expect(!stemmer.stem(of: Array(word.utf8)).isEmpty)
      }
      #expect(!stemmer.stem(of: [0xFF, 0xC3, 0x28, 0x00, 0xE2, 0x82]).isEmpty)
    }
    let codes = Language.allCases.flatMap { [$0.rawValue] + $0.codes }
    #expect(Set(codes).count == codes.count)
  }

  @Test func unknownLanguagesAreTold() {
    #expect(throws: StemmingError.unknownLanguage("klingon")) { try Language(named: "klingon") }
    #expect(throws: StemmingError.unknownLanguage("")) { try Language(named: "") }
    let message = "\(StemmingError.unknownLanguage("klingon"))"
    #expect(message.contains("arabic or ar, armenian or hy"))
    #expect(message.hasSuffix("yiddish or yi"))
  }
}
