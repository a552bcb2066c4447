import NearDuplicates
import TestSupport
import Testing

@Suite("Leaving reprints out")
struct ReprintFilterTests {
  /// Articles and reprints of them, mixed, with the number of each one's article.
  private func collection(_ count: Int, _ generator: inout SplitMix64) -> [(article: Int, fingerprint: Fingerprint)] {
    let articles = (0..<count / 3).map { _ in Article(length: 30 + generator.below(400), &generator) }
    return (0..<count).map { _ in
      let number = generator.below(articles.count)
      let article =
        switch generator.below(4) {
        case 0: articles[number]
        case 1: articles[number].withHeadline(&generator)
        case 2: articles[number].withoutEnd(0.2)
        default: articles[number].edited(oneIn: 30, &generator)
        }
      return (number, Fingerprint(tokens: article.words))
    }
  }

  @Test(
    "A filter lets through what comparing with every original lets through", arguments: 1...4 as ClosedRange<UInt64>)
  func filter(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var filter = ReprintFilter()
    var originals: [Int] = []
    let documents = collection(400, &generator)
    var taken = 0
    for (number, document) in documents.enumerated() {
      let related = originals.filter { document.fingerprint.relation(to: documents[$0].fingerprint) != nil }
      #expect(filter.admit(document.fingerprint) == related.isEmpty)
      if related.isEmpty { originals.append(number) } else { taken += 1 }
      #expect(related.allSatisfy { documents[$0].article == document.article })
    }
    #expect(taken > 140)
  }

  @Test("A template with thousands of texts is no matter of squares")
  func template() {
    var generator = SplitMix64(seed: 3)
    var filter = ReprintFilter()
    let template = Article(length: 70, &generator).words
    var originals = 0
    for _ in 0..<1_500 {
      let words = template + Article(length: 60, &generator).words
      if filter.admit(Fingerprint(tokens: words)) { originals += 1 }
    }
    #expect(originals > 1_400)
    #expect(filter.comparisonCount < 1_500 * 1_500)
  }
}
