import Search
import TestSupport
import Testing

/// The pieces of text that a hit is shown with.
@Suite struct FragmentTests {
  private static let english = """

    The storm came late. J. Holm, who kept the light, had seen worse; he said so to the men on the quay, and they laughed. \
    Nobody on the island had slept.

    In the morning the ferry lay on its side. "Who would have thought it?" asked the mate. The harbour office, e.g. its \
    clerk, had put out a storm
    warning at six, but the telephone line was down. By noon the whole coast had heard of it, and the minister promised \
    help. The prime minister spoke on the radio the same evening: the ferries would run again before the week was out, he \
    said, and the storm warning system would be made new. Few believed him. The next storm came in March, and the warning \
    came in time. No one was hurt, and the ferry stayed in port. The prime minister came to see it. Nobody cheered.

    """

  @Test(arguments: [
    (
      "\"storm warning\"",
      [
        "…asked the mate. The harbour office, e.g. its clerk, had put out a [storm warning] at six, but the telephone "
          + "line was down. By noon the whole coast had heard of it, and the minister promised help.…",
        "…ferries would run again before the week was out, he said, and the [storm warning] system would be made new. "
          + "Few believed him. The next storm came in March, and the warning came in time.…",
      ]
    ),
    (
      "ferry prime",
      [
        "…Nobody on the island had slept. In the morning the [ferry] lay on its side. \"Who would have thought it?\" "
          + "asked the mate. The harbour office, e.g. its clerk, had put out a storm warning at six, but the…",
        "…The [prime] minister spoke on the radio the same evening: the ferries would run again before the week was out, "
          + "he said, and the storm warning system would be made new.…",
        "…Few believed him. The next storm came in March, and the warning came in time. No one was hurt, and the [ferry] "
          + "stayed in port. The [prime] minister came to see it. Nobody cheered.",
      ]
    ),
  ])
  func english(query: String, expected: [String]) throws {
    #expect(try Excerpt(query, Self.english).fragments() == expected)
  }

  /// The place with the most leaves is the best one, then that with the most matches; one that shows a new leaf comes before.
  @Test func theBestPlacesAreChosen() throws {
    #expect(
      try Excerpt("ferry prime", Self.english).fragments(limit: 1)[0].contains("[ferry] stayed in port. The [prime]"))
    #expect(
      try Excerpt("minister", Self.english).fragments(limit: 1)[0].contains(
        "the [minister] promised help. The prime [minister]"))
    let filler = String(repeating: "x ", count: 300)
    let text = "a \(filler) a a b \(filler) b b a \(filler) c \(filler) a a a"
    #expect(try Excerpt("a b c", text).fragments(limit: 2).map { $0.filter("abc[]".contains) } == ["[a][a][b]", "[c]"])
  }

  @Test func aBodyWithoutMatchesShowsItsBeginning() throws {
    let expected =
      "The storm came late. J. Holm, who kept the light, had seen worse; he said so to the men on the quay, and they "
      + "laughed. Nobody on the island had slept. In the morning the ferry lay on its side.…"
    #expect(try Excerpt("title:storm", Self.english, title: "Storm").fragments() == [expected])
    #expect(try Excerpt("absent", Self.english).fragments() == [expected])
    #expect(try Excerpt("absent", "").fragments() == [])
    #expect(try Excerpt("absent", " \n\u{3000} ").fragments() == [])
    #expect(try Excerpt("absent", "The\tend. \r\n ").fragments() == ["The end."])
    #expect(try Excerpt("end", "The\tend. \r\n ").fragments(limit: 0) == [])
  }

  @Test(
    arguments: [
      (
        "strasse OR fahrverkehr",
        "Die Donaudampfschifffahrtsgesellschaft hat am Montag eine Sturmwarnung herausgegeben. Für die Küste zwischen Kiel und "
          + "Flensburg gilt sie bis zum Abend. Der Fährverkehr nach Ærø ruht; am Nachmittag soll er, z. B. nach Marstal, wieder "
          + "aufgenommen werden. Ob die Straße nach Süden frei ist, weiß niemand. Über die Höhe des Schadens wurde nichts "
          + "bekannt, sagte die Sprecherin »am Telefon« gegen fünf Uhr.",
        [
          "…Der [Fährverkehr] nach Ærø ruht; am Nachmittag soll er, z. B. nach Marstal, wieder aufgenommen werden. Ob die "
            + "[Straße] nach Süden frei ist, weiß niemand. Über die Höhe des Schadens wurde nichts bekannt,…"
        ]
      ),
      (
        "\"اطلاق النار\" هدنة",
        "أعلنت الحكومة يوم الاثنين وقف إطلاق النار في الجنوب. هل يصمد الاتفاق؟ لا أحد يعرف الجواب بعد، كما قال الوزير. "
          + String(repeating: "وعاد السكان إلى بيوتهم في القرى القريبة من الساحل. ", count: 6) + "ثم بدأت هدنة جديدة.",
        [
          "أعلنت الحكومة يوم الاثنين وقف [إطلاق النار] في الجنوب. هل يصمد الاتفاق؟ لا أحد يعرف الجواب بعد، كما قال الوزير. "
            + "وعاد السكان إلى بيوتهم في القرى القريبة من الساحل.…",
          "…وعاد السكان إلى بيوتهم في القرى القريبة من الساحل. وعاد السكان إلى بيوتهم في القرى القريبة من الساحل. "
            + "وعاد السكان إلى بيوتهم في القرى القريبة من الساحل. ثم بدأت [هدنة] جديدة.",
        ]
      ),
      (
        "שלום צה״ל",
        "ראש הממשלה הודיע אתמול על הפסקת אש בדרום. שָׁלוֹם לכולם, אמר. "
          + String(repeating: "התושבים חזרו לבתיהם בכפרים שליד החוף. ", count: 6) + "צה״ל נסוג בבוקר.",
        [
          "ראש הממשלה הודיע אתמול על הפסקת אש בדרום. [שָׁלוֹם] לכולם, אמר. התושבים חזרו לבתיהם בכפרים שליד החוף. "
            + "התושבים חזרו לבתיהם בכפרים שליד החוף. התושבים חזרו לבתיהם בכפרים שליד החוף.…",
          "…התושבים חזרו לבתיהם בכפרים שליד החוף. התושבים חזרו לבתיהם בכפרים שליד החוף. "
            + "התושבים חזרו לבתיהם בכפרים שליד החוף. [צה״ל] נסוג בבוקר.",
        ]
      ),
      (
        "\"停火協定\"",
        String(repeating: "東京タワーは東京都港区にある。高さは三百三十三メートルで、多くの人が訪れる。", count: 3)
          + "停火協定は月曜日に発効した。「誰も知らなかった」と彼は言った。" + String(repeating: "京都の寺は美しい。", count: 20),
        [
          "…高さは三百三十三メートルで、多くの人が訪れる。[停火協定]は月曜日に発効した。「誰も知らなかった」と彼は言った。"
            + String(repeating: "京都の寺は美しい。", count: 5) + "…"
        ]
      ),
      (
        "\"น้ำท่วม\"",
        String(repeating: "วันนี้อากาศดีมากและท้องฟ้าแจ่มใส", count: 8) + "น้ำท่วมกรุงเทพ"
          + String(repeating: "วันนี้อากาศดีมากและท้องฟ้าแจ่มใส", count: 8),
        [
          "…มากและท้องฟ้าแจ่มใส" + String(repeating: "วันนี้อากาศดีมากและท้องฟ้าแจ่มใส", count: 2)
            + "[น้ำท่วม]กรุงเทพ" + String(repeating: "วันนี้อากาศดีมากและท้องฟ้าแจ่มใส", count: 4)
            + "วันนี้อากาศดีมากและท้องฟ้าแจ่ม…"
        ]
      ),
      (
        "storm",
        String(repeating: "🇩🇪🇫🇷👩‍👩‍👧", count: 30) + " storm " + String(repeating: "👍🏽e\u{301}\u{323}", count: 60),
        [
          "…👩‍👩‍👧" + String(repeating: "🇩🇪🇫🇷👩‍👩‍👧", count: 4) + " [storm] "
            + String(repeating: "👍🏽e\u{301}\u{323}", count: 26) + "…"
        ]
      ),
    ] as [(String, String, [String])])
  func scripts(query: String, body: String, expected: [String]) throws {
    let fragments = try Excerpt(query, body).fragments()
    #expect(fragments == expected, "\(fragments)")
  }

  /// A phrase can be far longer than a fragment, and so can what stands between its words.
  @Test func longMatchesAreCut() throws {
    let words = (0..<100).map { "word\($0)" }.joined(separator: " ")
    let excerpt = try Excerpt("\"\(words)\" OR before", "before \(words) after")
    let fragments = excerpt.excerpts.fragments()
    #expect(fragments.map(\.highlights.count) == [1, 1])
    #expect(fragments[1].text.hasPrefix("…word0 word1"))
    #expect(fragments[1].text.hasSuffix("word2…") || fragments[1].text.utf8.count <= 206)
    let gap = try Excerpt("\"a b\"", "x a" + String(repeating: " -", count: 1 << 20) + " b")
    #expect(gap.excerpts.fragments()[0].text.utf8.count < 300)
    #expect(gap.excerpts.context(of: gap.matches[0], characters: 10).text.utf8.count < 5000)
    let marks = try Excerpt(
      "a", String(repeating: "\u{301}", count: 100_000) + " a " + String(repeating: " ", count: 100_000) + "b")
    #expect(marks.excerpts.fragments()[0].text.utf8.count < 10_000)
  }

  @Test func contexts() throws {
    let excerpt = try Excerpt("\"storm warning\" OR nobody", Self.english)
    #expect(
      excerpt.contexts(characters: 30) == [
        "the quay, and they laughed. |Nobody| on the island had slept.",
        "e.g. its clerk, had put out a |storm warning| at six, but the telephone",
        "was out, he said, and the |storm warning| system would be made new. Few",
        "minister came to see it. |Nobody| cheered.",
      ])
    #expect(excerpt.contexts(characters: 0)[1] == "|storm warning|")
    #expect(excerpt.contexts(characters: 3)[1] == "a |storm warning| at")
    // A blank line ends it.
    #expect(excerpt.contexts(characters: 500)[0].hasSuffix("island had slept."))
    #expect(try Excerpt("a", "x\n\na\r\n\r\ny").contexts(characters: 9) == ["|a|"])
    #expect(try Excerpt("a", "x\na\r\ny").contexts(characters: 9) == ["x |a| y"])
    #expect(try Excerpt("協定", "誰も知らな停火協定は月曜日").contexts(characters: 3) == ["な停火|協定|は月曜"])
    #expect(try Excerpt("title:storm", "", title: "A  storm!").contexts(characters: 9) == ["A |storm|!"])
    // Long words are left out whole.
    #expect(try Excerpt("a", "Donaudampfschiff a Donaudampfschiff").contexts(characters: 9) == ["|a|"])
    #expect(
      try Excerpt("a", "e\u{301}e\u{301} a e\u{301}e\u{301}").contexts(characters: 3) == [
        "e\u{301}e\u{301} |a| e\u{301}e\u{301}"
      ])
  }

  // MARK: - What holds of every text

  private static func text(_ random: inout SplitMix64) -> String {
    let words = [
      "storm", "a", "warning", "naïve", "e\u{301}\u{323}tude", "don’t", "x-ray", "3.14", "停火", "協定は", "メートル", "ひらがな",
      "น้ำ", "ท่วม", "กำ", "العاصفة", "שָׁלוֹם", "👩‍👩‍👧", "🇩🇪🇫🇷", "👍🏽", "한국어", "नमस्ते", "क्षि", "Ødegård", "10\u{202F}000",
      "averyveryverylongword" + String(repeating: "o", count: random.below(90)),
    ]
    let separators = [
      " ", " ", " ", " ", "", ", ", ". ", "! ", "。", "\n", "\r\n", "\n\n", " \n \n", "-", "-\n", "\u{3000}", " \u{301}",
      "\u{A0}", "\t\t",
      "? “", "…", ".\") ",
    ]
    let isSpaced = random.below(3) > 0
    return (0..<random.below(400)).map { _ in
      words[random.below(words.count)] + (isSpaced ? separators[random.below(separators.count)] : "")
    }.joined()
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func everyFragmentIsSound(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let text = Self.text(&random)
      let query = [
        "storm", "停火 OR storm", "\"storm warning\" OR a", "น้ำ OR กำ", "w* OR 👍🏽", "a OR שלום OR 10000", "e* OR \"協定 は\"",
      ]
      let excerpt = try Excerpt(query[random.below(query.count)], text)
      let body = excerpt.body
      let boundaries = text.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.utf8.count) }
      let limit = random.below(11)
      let fragments = excerpt.excerpts.fragments(limit: limit)
      #expect(fragments.count <= limit)
      #expect(fragments.isEmpty == (limit == 0 || Excerpt.collapsed(body).allSatisfy { $0 == " " }))
      var end = 0
      for fragment in fragments {
        let range = fragment.range
        #expect(range.lowerBound >= end && range.upperBound <= body.count && !range.isEmpty)
        end = range.upperBound
        // Nothing is cut within a character.
        for offset in [range.lowerBound, range.upperBound] where offset < body.count {
          let isBetween = boundaries.contains(offset)
          let around = String(decoding: body[max(0, offset - 60)..<min(body.count, offset + 20)], as: UTF8.self)
          #expect(isBetween, "\(offset) in \(around.debugDescription)")
        }
        // It is the text, with dots where it is cut.
        let before = Excerpt.collapsed(body[..<range.lowerBound])
        let behind = Excerpt.collapsed(body[range.upperBound...])
        let dots = (before.allSatisfy { $0 == " " } ? "" : "…", behind.allSatisfy { $0 == " " } ? "" : "…")
        #expect(fragment.text == dots.0 + Excerpt.collapsed(body[range]) + dots.1)
        // Highlights are the matches in it, those that overlap as one.
        let bytes = Array(fragment.text.utf8)
        let highlighted = fragment.highlights.map { String(decoding: bytes[$0], as: UTF8.self) }
        let inside = excerpt.matches.indices.filter { range.contains(excerpt.matches[$0].range) }
        #expect(fragment.matches == inside)
        var merged: [Range<Int>] = []
        for place in inside.map({ excerpt.matches[$0].range }) {
          if let last = merged.last, last.upperBound > place.lowerBound {
            merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
          } else {
            merged.append(place)
          }
        }
        #expect(highlighted == merged.map { Excerpt.collapsed(body[$0]) })
        #expect(fragment.highlights == fragment.highlights.sorted { $0.lowerBound < $1.lowerBound })
      }
      // A match is shown as long as there is room for one.
      if limit > 0, let first = excerpt.matches.first {
        #expect(fragments.contains { !$0.matches.isEmpty }, "\(first)")
      }
      try expectContexts(excerpt, characters: random.below(80))
    }
  }

  private func expectContexts(_ excerpt: Excerpt, characters: Int) throws {
    let all = Excerpt.collapsed(excerpt.body)
    for match in excerpt.matches.prefix(20) {
      let context = excerpt.excerpts.context(of: match, characters: characters)
      #expect(context.text == Excerpt.collapsed(excerpt.body[match.range]))
      #expect(context.left.count <= characters && context.right.count <= characters)
      // By scalars: two characters that touch may become one.
      let joined = Array((context.left + context.text + context.right).utf8)
      #expect(String(decoding: joined, as: UTF8.self).isEmpty == false)
      let before = Excerpt.collapsed(excerpt.body[..<match.range.lowerBound])
      let behind = Excerpt.collapsed(excerpt.body[match.range.upperBound...])
      #expect(Array(before.utf8).suffix(context.left.utf8.count).elementsEqual(context.left.utf8), "\(all)")
      #expect(Array(behind.utf8).prefix(context.right.utf8.count).elementsEqual(context.right.utf8))
      #expect(context.left.first != " " || context.left == " ")
    }
  }
}
