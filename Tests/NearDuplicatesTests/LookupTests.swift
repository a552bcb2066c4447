import NearDuplicates
import TestSupport
import Testing

@Suite("Finding reprints")
struct LookupTests {
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

  @Test("A finder finds what comparing with every original finds", arguments: 1...4 as ClosedRange<UInt64>)
  func finder(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var finder = ReprintFinder()
    var originals: [Int] = []
    let documents = collection(400, &generator)
    var missed = 0
    for (number, document) in documents.enumerated() {
      let related = originals.filter { document.fingerprint.relation(to: documents[$0].fingerprint) != nil }
      switch finder.add(document.fingerprint, number: UInt32(number)) {
      case .original:
        missed += related.isEmpty ? 0 : 1
        originals.append(number)
      case .reprint(let original, let relation):
        #expect(related.contains(Int(original)))
        #expect(document.fingerprint.relation(to: documents[Int(original)].fingerprint) == relation)
        #expect(documents[Int(original)].article == document.article)
      }
    }
    #expect(missed <= 5)
    #expect(originals.count < 260)
  }

  @Test("A table finds the documents with a key in common", arguments: 1...4 as ClosedRange<UInt64>)
  func table(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let documents = collection(120, &generator)
    let table = BandTable(documents.map(\.fingerprint))
    #expect(BandTable(entries: table.entries)?.entries == table.entries)
    for (_, fingerprint) in documents {
      let shared = documents.map { Set($0.fingerprint.keys).intersection(fingerprint.keys).count }
      let expected = shared.indices.filter { shared[$0] > 0 }.sorted {
        shared[$0] != shared[$1] ? shared[$0] > shared[$1] : $0 < $1
      }
      #expect(table.candidates(for: fingerprint, limit: 1_000) == expected.map { UInt32($0) })
      #expect(table.candidates(for: fingerprint, limit: 1).count <= fingerprint.keys.count)
    }
    #expect(BandTable([]).candidates(for: documents[0].fingerprint).isEmpty)
  }

  @Test("Entries out of order are refused")
  func damagedTable() {
    #expect(BandTable(entries: [1, 2, 2]) == nil)
    #expect(BandTable(entries: [2, 1]) == nil)
    #expect(BandTable(entries: [])?.entries == [])
  }

  @Test("A template with thousands of texts is no matter of squares")
  func template() {
    var generator = SplitMix64(seed: 3)
    var finder = ReprintFinder()
    let template = Article(length: 70, &generator).words
    var originals = 0
    for number in 0..<1_500 {
      let words = template + Article(length: 60, &generator).words
      if finder.add(Fingerprint(tokens: words), number: UInt32(number)) == .original { originals += 1 }
    }
    #expect(originals > 1_400)
  }
}
