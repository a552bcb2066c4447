import TestSupport
import Testing
import TextAnalysis

/// What folding makes of scalars, one by one and in words.
@Suite struct FoldingTests {
  @Test(arguments: [
    // Letter case, with the foldings that change the length.
    ("strasse", ["straße", "STRASSE", "STRAẞE"]),
    ("office", ["o\u{FB03}ce", "OFFICE"]),
    ("σοφοσ", ["Σοφός", "ΣΟΦΟΣ", "σοφος"]),
    ("istanbul", ["İstanbul", "ISTANBUL", "ıstanbul"]),
    // Marks on Latin, Greek, Cyrillic, Arabic and Hebrew letters.
    ("resume", ["résumé", "re\u{301}sume\u{301}", "RÉSUMÉ", "ṛëṣụṃệ"]),
    ("αωι", ["ἄῳ", "ᾺΩΙ"]),
    ("कι", ["क\u{345}", "क\u{345}\u{941}"]),
    ("елка", ["ёлка", "Елка"]),
    ("мои", ["мой", "МОЙ"]),
    ("السلام", ["السَّلَامُ", "الســلام", "ٱلسلام"]),
    ("اسماء", ["أسماء", "إسماء", "آسماء"]),
    ("שלום", ["שָׁלוֹם", "שלום"]),
    // Letters that stand for one or two plain ones.
    ("aeroskobing", ["Ærøskøbing", "ÆRØSKØBING", "ǽrǿskøbing"]),
    ("oeuvre", ["œuvre", "ŒUVRE"]),
    ("lodz", ["Łódź", "łodz"]),
    ("thordur", ["Þórður"]),
    ("ijsland", ["Ĳsland", "IJsland"]),
    ("col·leccio", ["coŀlecció", "COL·LECCIÓ"]),
    // Apostrophes and the Hebrew marks that look like them.
    ("don't", ["don't", "don’t", "don‘t", "donʼt", "DON’T"]),
    ("hawai'i", ["Hawaiʻi", "Hawai'i"]),
    ("צה\"ל", ["צה״ל", "צה\"ל"]),
    ("ג'ורג'", ["ג׳ורג׳", "ג'ורג'"]),
    // What is not seen.
    ("cooperate", ["co\u{AD}operate", "co\u{200D}operate", "co\u{2060}operate"]),
    ("1000", ["1\u{202F}000", "1000"]),
    ("❤", ["❤\u{FE0F}"]),
  ])
  func equalWords(term: String, words: [String]) {
    for word in words { #expect(terms(word) == [term], "\(word)") }
  }

  @Test(arguments: [
    // Marks that make another letter or word of it.
    ("कि", "की"), ("क", "क\u{93C}"), ("ไม", "ไม่"), ("が", "か"), ("ပု", "ပူ"),
    // Compatibility forms.
    ("x²", "x2"), ("Ⅳ", "IV"), ("ｗ", "w"),
    // Flags and families.
    ("🇩🇪", "🇫🇷"), ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"), ("👩\u{200D}👧", "👩"), ("👍🏽", "👍"),
    ("ё", "э"), ("ı", "l"), ("о", "o"),
  ])
  func differentWords(left: String, right: String) {
    #expect(!terms(left).isEmpty)
    #expect(terms(left) != terms(right))
  }

  /// Every scalar of which the database says anything but for most ideographs and syllables, which are all alike: alone,
  /// and between a letter and a mark.
  @Test(.needsUnicodeData) func everyScalar() throws {
    let database = try UnicodeDatabase.shared.get()
    let naive = NaiveAnalyzer(database: database)
    let scalars = (UInt32(0)...0x10FFFF).filter { scalar in
      let isAssigned = database.category[scalar] != "Cn" || database.has("Default_Ignorable_Code_Point", scalar)
      let isOneOfMany =
        database.category[scalar] == "Co" || database.category[scalar] == "Cs" || 0x3400...0x9FFF ~= scalar
        || 0xAC00...0xD7A3 ~= scalar || 0x17000...0x18CFF ~= scalar || 0x20000...0x2EBFF ~= scalar || scalar > 0x2FFFF
      return isAssigned && (!isOneOfMany || scalar % 101 == 0)
    }
    #expect(scalars.count > 35_000)
    for start in stride(from: 0, to: scalars.count, by: 64) {
      let text = encoded(scalars[start..<min(start + 64, scalars.count)].flatMap { [$0, 0x0A, 0x61, $0, 0x323, 0x0A] })
      #expect(Analyzer().tokens(of: text.bytes) == naive.tokens(of: text.bytes), "from \(scalars[start])")
    }
  }

  /// Canonically equivalent texts give equal terms: composed, decomposed, or with marks in another order.
  @Test(.needsUnicodeData, arguments: 0..<UInt64(60)) func canonicalEquivalence(seed: UInt64) throws {
    let folder = NaiveFolder(database: try UnicodeDatabase.shared.get())
    var random = RandomText(seed: seed)
    let scalars = random.scalars(200)
    func terms(_ scalars: [UInt32]) -> [[UInt8]] {
      Analyzer().tokens(of: encoded(scalars).bytes).filter { !$0.isTruncated }.map(\.term)
    }
    #expect(terms(folder.decomposed(scalars)) == terms(scalars))
  }
}
