import Index
import TestSupport

/// Documents as random as a seed makes them: words of a small vocabulary, a few of them very frequent.
struct RandomDocuments {
  var random: SplitMix64
  var vocabularySize = 400
  var maximumLength = 60
  /// One document in so many has neither title nor body.
  var emptyShare = 9

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func make(_ count: Int) -> [IndexDocument] {
    (0..<count).map { make(number: $0) }
  }

  private mutating func make(number: Int) -> IndexDocument {
    var document = IndexDocument()
    if random.below(4) > 0 { document.id = Array("id-\(number)".utf8) }
    if random.below(3) > 0 { document.path = Array("/articles/\(number / 3).txt".utf8) + [0xFF] }
    if random.below(2) == 0 { document.date = Array("2021-09-\(number % 28)".utf8) }
    if random.below(2) == 0 { document.url = Array("https://example.org/\(number)".utf8) }
    if random.below(3) == 0 { document.language = Array(["en", "de-AT", "x"][number % 3].utf8) }
    if random.below(3) > 0 { document.source = source(number) }
    guard random.below(emptyShare) > 0 else { return document }
    if random.below(3) > 0 { document.title = words(random.below(8)) }
    document.body = words(random.below(maximumLength))
    // Opaque to the index: any bytes will do, and one of the two may be missing.
    if document.source != nil { document.titleMap = bytes(random.below(4)) }
    if document.source != nil, random.below(5) > 0 { document.bodyMap = bytes(random.below(40)) }
    return document
  }

  private mutating func source(_ number: Int) -> DocumentSource {
    var source = DocumentSource(format: DocumentSource.Format.allCases[random.below(6)])
    source.isCompressed = random.below(3) == 0
    source.size = random.below(2) == 0 ? random.next() : UInt64(number)
    source.modified = Int64(bitPattern: random.next())
    source.hash = random.next()
    source.line = random.below(2) == 0 ? 0 : Int(random.next() >> 1)
    source.offset = random.below(2) == 0 ? 0 : Int(random.next() >> 1)
    return source
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  private mutating func words(_ count: Int) -> [UInt8] {
    var text = ""
    for _ in 0..<count {
      // The product of two is small more often than not.
      let rank = random.below(vocabularySize) * random.below(vocabularySize) / vocabularySize
      text += rank % 11 == 0 ? "Été\(rank) " : rank % 5 == 0 ? "x\(rank), " : "word\(rank)s "
    }
    return Array(text.utf8)
  }
}
