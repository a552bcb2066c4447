import Testing
import TextAnalysis

/// Words that a hyphen cuts in two at a line end.
@Suite struct HyphenationTests {
  @Test(arguments: [
    ("infor-\nmation", "information"),
    ("infor-\r\nmation", "information"),
    ("infor-\rmation", "information"),
    ("infor-\t\nmation", "information"),
    ("infor- \t\n  \tmation", "information"),
    ("infor\u{2010}\nmation", "information"),
    ("infor\u{AD}\nmation", "information"),
    ("infor\u{AD}-\nmation", "information"),
    ("Rindfleisch-\netikettierungs-\ngesetz", "rindfleischetikettierungsgesetz"),
    ("well-\nknown", "wellknown"),
    ("é-\nà", "ea"),
    ("e\u{301}-\nà", "ea"),
    ("про-\nвод", "провод"),
    ("B2B-\nkunde", "b2bkunde"),
    ("state-of-the-\nart", "state of theart"),
    ("mis-\ntake's", "mistake's"),
  ])
  func joined(text: String, expected: String) {
    #expect(terms(text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("well-known", "well known"),
    ("well -\nknown", "well known"),
    ("well--\nknown", "well known"),
    ("well–\nknown", "well known"),
    ("Anglo-\nSaxon", "anglo saxon"),
    ("well-\n\nknown", "well known"),
    ("well-\r\n\r\nknown", "well known"),
    ("well-\u{2028}known", "well known"),
    ("well-\u{A0}\nknown", "well known"),
    ("1990-\n2000", "1990 2000"),
    ("1990-\nand", "1990 and"),
    ("well-\n2", "well 2"),
    ("well-\n(known", "well known"),
    ("well-\n", "well"),
    ("well-", "well"),
    ("well-\r", "well"),
    ("well\u{AD}", "well"),
    ("well\nknown", "well known"),
    ("-\nknown", "known"),
    ("漢-\nx", "漢 x"),
    ("שלום-\nא", "שלום א"),
  ])
  func notJoined(text: String, expected: String) {
    #expect(terms(text).joined(separator: " ") == expected)
  }

  @Test func coversHyphenAndLineBreak() {
    let tokens = Analyzer().tokens(of: Array("an infor- \n mation-\n\nage".utf8))
    #expect(tokens.map(\.range) == [0..<2, 3..<18, 21..<24])
  }
}
