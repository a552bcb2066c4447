import NearDuplicates
import TestSupport
import Testing

@Suite("Fingerprints of texts")
struct FingerprintTests {
  /// The pairs of neighbouring tokens, as sets.
  private func resemblance(_ left: [UInt64], _ right: [UInt64]) -> Double {
    func pairs(_ tokens: [UInt64]) -> Set<[UInt64]> { Set(zip(tokens, tokens.dropFirst()).map { [$0, $1] }) }
    let (left, right) = (pairs(left), pairs(right))
    return Double(left.intersection(right).count) / Double(left.union(right).count)
  }

  @Test("Resemblance is estimated within its error", arguments: 1...4 as ClosedRange<UInt64>)
  func estimates(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var squares = 0.0
    let rounds = 120
    for round in 0..<rounds {
      let article = Article(length: 150 + generator.below(600), &generator)
      let other = article.edited(oneIn: 3 + round % 30, &generator).withoutEnd(Double(round % 5) / 10)
      let estimate = Fingerprint(tokens: article.words).resemblance(to: Fingerprint(tokens: other.words))
      let error = estimate - resemblance(article.words, other.words)
      #expect(abs(error) < 0.33)
      squares += error * error
    }
    #expect((squares / Double(rounds)).squareRoot() < 0.075)
  }

  @Test("Reprints are recognised", arguments: 1...4 as ClosedRange<UInt64>)
  func reprints(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var recognised: [String: Int] = [:]
    for _ in 0..<50 {
      let article = Article(length: 200 + generator.below(800), &generator)
      let reprints = [
        "headline": article.withHeadline(&generator), "byline": article.withByline(&generator),
        "cut": article.withoutEnd(0.33), "headline and cut": article.withHeadline(&generator).withoutEnd(0.33),
        "one word in 100": article.edited(oneIn: 100, &generator),
        "one word in 20": article.edited(oneIn: 20, &generator),
        "one word in 10": article.edited(oneIn: 10, &generator), "boilerplate": article.withBoilerplate(&generator),
      ]
      let fingerprint = Fingerprint(tokens: article.words)
      for (name, reprint) in reprints {
        let other = Fingerprint(tokens: reprint.words)
        guard fingerprint.relation(to: other) != nil else { continue }
        recognised[name, default: 0] += 1
      }
    }
    #expect(recognised.count == 8)
    #expect(recognised.values.allSatisfy { $0 >= 42 }, "\(recognised)")
    #expect(recognised.filter { $0.value >= 48 }.count >= 5, "\(recognised)")
  }

  @Test("Different texts have nothing to do with each other, not even those made from one template")
  func others() {
    var generator = SplitMix64(seed: 5)
    let template = Article(length: 60, &generator)
    let fingerprints = (0..<160).map { number in
      let length = 40 + number * 4
      return number.isMultiple(of: 2)
        ? Fingerprint(tokens: Article(length: length, &generator).words)
        : Fingerprint(tokens: template.words.prefix(40) + Article(length: 60, &generator).words)
    }
    for left in fingerprints.indices {
      for right in 0..<left { #expect(fingerprints[left].relation(to: fingerprints[right]) == nil) }
    }
  }

  @Test("Short texts are only recognised as a whole")
  func shortTexts() {
    var generator = SplitMix64(seed: 6)
    for length in 0..<40 {
      let words = Article(length: length, &generator).words
      let fingerprint = Fingerprint(tokens: words)
      // A text without tokens has nothing to do with another.
      #expect(fingerprint.keySlots.count == (length == 0 ? 0 : 1))
      #expect(fingerprint.relation(to: Fingerprint(tokens: words)) == (length == 0 ? nil : .exact))
      #expect(fingerprint.relation(to: Fingerprint(tokens: words + [1])) == nil)
      if length > 1 { #expect(fingerprint.relation(to: Fingerprint(tokens: Array(words.dropLast()))) == nil) }
    }
  }

  @Test("Texts with a relation have a key in common, and none is found by halves")
  func commonKeys() {
    var generator = SplitMix64(seed: 11)
    for round in 0..<300 {
      let article = Article(length: 30 + generator.below(300), &generator)
      let left = Fingerprint(tokens: article.words)
      let right = Fingerprint(tokens: article.edited(oneIn: 3 + round % 20, &generator).withoutEnd(0.2).words)
      let common = left.keySlots.filter { right.keySlots.contains($0) && left.key(in: $0) == right.key(in: $0) }
      #expect(left.firstCommonSlot(with: right) == common.first && right.firstCommonSlot(with: left) == common.first)
      #expect(left.relation(to: right) == right.relation(to: left))
      if left.relation(to: right) != nil { #expect(!common.isEmpty) }
      for slot in left.keySlots { #expect(left.key(in: slot) < 1 << Fingerprint.keyBits) }
    }
  }

  @Test("Tokens may be numbers in a table of hashes")
  func numberedTokens() {
    var generator = SplitMix64(seed: 12)
    let hashes = (0..<50).map { _ in generator.next() }
    for length in [0, 1, 2, 30, 200] {
      let tokens = (0..<length).map { _ in UInt32(generator.below(hashes.count)) }
      var builder = FingerprintBuilder()
      let (first, rest) = (Array(tokens.prefix(7)), Array(tokens.dropFirst(7)))
      builder.add(first.span, hashes: hashes.span)
      builder.add(rest.span, hashes: hashes.span)
      #expect(builder.finish() == Fingerprint(tokens: tokens.map { hashes[Int($0)] }))
    }
  }

  @Test("The order of words counts for the whole text, but for one change of places hardly for the resemblance")
  func order() {
    var generator = SplitMix64(seed: 7)
    let words = Article(length: 400, &generator).words
    let turned = Array(words[200...] + words[..<200])
    guard case .near(let resemblance) = Fingerprint(tokens: words).relation(to: Fingerprint(tokens: turned)) else {
      Issue.record("not recognised")
      return
    }
    #expect(resemblance > 0.9)
  }

  @Test("A text in pieces has the fingerprint of the whole, and a builder is as new after each")
  func pieces() {
    var generator = SplitMix64(seed: 8)
    var builder = FingerprintBuilder()
    for length in [0, 1, 2, 3, 40, 1_000] {
      let words = Article(length: length, &generator).words
      var rest = words[...]
      while !rest.isEmpty {
        let piece = rest.prefix(1 + generator.below(7))
        let tokens = Array(piece)
        builder.add(tokens.span)
        rest = rest.dropFirst(piece.count)
      }
      let none: [UInt64] = []
      builder.add(none.span)
      #expect(builder.finish() == Fingerprint(tokens: words))
    }
    #expect(builder.finish() == Fingerprint(tokens: []))
  }

  private func decoded(_ bytes: [UInt8]) -> Fingerprint? {
    unsafe Fingerprint(encoded: bytes.span.bytes)
  }

  private static let documented: [UInt8] = [
    101, 95, 53, 238, 147, 221, 226, 46, 40, 0, 0, 0, 60, 15, 226, 181, 135, 90, 182, 98, 248, 137, 15, 159, 114,
    69, 23, 234, 189, 144, 98, 53, 8, 219, 173, 128, 83, 248, 203, 158, 113, 182, 234, 166, 241, 181, 248, 182,
    137, 91, 46, 1, 166, 121, 76, 31, 241, 196, 151, 106,
  ]

  @Test("Stored and read again, it is the same; the bytes are those of version 1")
  func bytes() {
    var generator = SplitMix64(seed: 9)
    for length in [0, 1, 2, 40, 500] {
      let fingerprint = Fingerprint(tokens: Article(length: length, &generator).words)
      let bytes = fingerprint.encoded
      #expect(bytes.count == Fingerprint.encodedLength)
      #expect(decoded(bytes) == fingerprint)
      #expect(decoded(bytes.dropLast()) == nil)
      #expect(decoded(bytes + [0]) == nil)
    }
    // By docs/FORMAT.md, in another language.
    let tokens = (1...40 as ClosedRange<UInt64>).map { $0 &* 0x9E37_79B9_7F4A_7C15 }
    #expect(Fingerprint(tokens: tokens).encoded == Self.documented)
    // Few tokens have no sketch.
    #expect(Array(Fingerprint(tokens: [1, 2, 3]).encoded[8...]) == [3, 0, 0, 0] + [UInt8](repeating: 0, count: 48))
  }

  @Test("Any bytes of the right number are a fingerprint")
  func anyBytes() {
    var generator = SplitMix64(seed: 10)
    for _ in 0..<200 {
      let bytes = (0..<Fingerprint.encodedLength).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let fingerprint = decoded(bytes)
      #expect(fingerprint?.encoded == bytes)
      #expect(fingerprint.map { $0.relation(to: $0) } == .exact)
    }
  }
}
