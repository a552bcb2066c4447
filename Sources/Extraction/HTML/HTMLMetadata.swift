/// What a page says about itself.
struct HTMLMetadata {
  /// Of `og:title` and of `<title>`, as they stand there.
  private(set) var sharedTitle = MappedText()
  private(set) var title = MappedText()
  private(set) var date: [UInt8] = []
  private(set) var language: [UInt8] = []
  private(set) var url: [UInt8] = []

  /// How much the source of the date is trusted; the higher wins, and of equals the first.
  private var dateRank = 0
  private static let linkedDataRank = 2

  /// Dates and languages that are longer are something else.
  private static let longestDate = 64
  private static let longestLanguage = 35
  private static let longestURL = 2048

  private static let dateNames: [(name: StaticString, rank: Int)] = [
    ("article:published_time", 5), ("og:published_time", 4), ("datepublished", 4), ("date", 3), ("pubdate", 3),
    ("publishdate", 3), ("publish-date", 3), ("publication_date", 3), ("parsely-pub-date", 3), ("sailthru.date", 3),
    ("citation_publication_date", 3), ("dc.date", 3), ("dc.date.issued", 3), ("dc.date.created", 3),
    ("dcterms.date", 3), ("dcterms.issued", 3), ("dcterms.created", 3),
  ]

  mutating func readTitle(_ range: Range<Int>, of bytes: [UInt8]) {
    guard title.isEmpty else { return }
    title = Self.text(range, of: bytes, context: .text)
  }

  mutating func readMeta(_ attributes: HTMLAttributes, of bytes: [UInt8]) {
    guard let content = attributes[.content] else { return }
    if let name = attributes[.httpEquiv], ASCII.equals("content-language", bytes, name) {
      setLanguage(content, of: bytes)
    }
    guard let name = attributes[.property] ?? attributes[.name] ?? attributes[.itemprop] else { return }
    if ASCII.equals("og:title", bytes, name) {
      if sharedTitle.isEmpty { sharedTitle = Self.text(content, of: bytes, context: .attribute) }
    } else if ASCII.equals("og:url", bytes, name) {
      if url.isEmpty { url = Self.value(content, of: bytes, longest: Self.longestURL) }
    } else if let date = Self.dateNames.first(where: { ASCII.equals($0.name, bytes, name) }) {
      setDate(content, of: bytes, rank: date.rank)
    }
  }

  mutating func readLink(_ attributes: HTMLAttributes, of bytes: [UInt8]) {
    guard let rel = attributes[.rel], let href = attributes[.href], ASCII.equals("canonical", bytes, rel) else {
      return
    }
    let address = Self.value(href, of: bytes, longest: Self.longestURL)
    if !address.isEmpty { url = address }
  }

  mutating func readTime(_ attributes: HTMLAttributes, of bytes: [UInt8]) {
    guard let value = attributes[.datetime] else { return }
    let isPublication =
      attributes[.pubdate] != nil
      || attributes[.itemprop].map { ASCII.equals("datepublished", bytes, $0) } ?? false
    setDate(value, of: bytes, rank: isPublication ? 3 : 1)
  }

  mutating func readLanguage(_ attributes: HTMLAttributes, of bytes: [UInt8]) {
    guard let value = attributes[.lang] ?? attributes[.xmlLang] else { return }
    setLanguage(value, of: bytes)
  }

  func isLinkedData(_ attributes: HTMLAttributes, of bytes: [UInt8]) -> Bool {
    attributes[.type].map { ASCII.equals("application/ld+json", bytes, ASCII.trimmed($0, of: bytes)) } ?? false
  }

  /// Looks for the date in linked data (JSON-LD), without reading it as JSON: scripts often hold what is none.
  mutating func readLinkedData(_ range: Range<Int>, of bytes: [UInt8]) {
    guard dateRank < Self.linkedDataRank else { return }
    var search = range.lowerBound
    while let quote = bytes.firstIndex(of: UInt8(ascii: "\""), in: search..<range.upperBound) {
      search = quote + 1
      guard ASCII.matches("\"datepublished\"", bytes, at: quote, before: range.upperBound) else { continue }
      var place = quote + 15
      while place < range.upperBound, ASCII.isWhiteSpace(bytes[place]) || bytes[place] == UInt8(ascii: ":") {
        place += 1
      }
      guard place < range.upperBound, bytes[place] == UInt8(ascii: "\""),
        let end = bytes.firstIndex(of: UInt8(ascii: "\""), in: place + 1..<range.upperBound)
      else { return }
      guard !bytes[place..<end].contains(UInt8(ascii: "\\")) else { return }
      return setDate(place + 1..<end, of: bytes, rank: Self.linkedDataRank)
    }
  }

  private mutating func setDate(_ range: Range<Int>, of bytes: [UInt8], rank: Int) {
    guard rank > dateRank else { return }
    let value = Self.value(range, of: bytes, longest: Self.longestDate)
    guard value.contains(where: ASCII.isDigit) else { return }
    date = value
    dateRank = rank
  }

  private mutating func setLanguage(_ range: Range<Int>, of bytes: [UInt8]) {
    guard language.isEmpty else { return }
    let value = Self.value(range, of: bytes, longest: Self.longestLanguage)
    let tag = value.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    guard let first = tag.first, ASCII.isLetter(first),
      tag.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { return }
    language = tag
  }

  private static func text(
    _ range: Range<Int>, of bytes: [UInt8], context: CharacterReference.Context
  ) -> MappedText {
    var writer = FlowWriter()
    writer.write(range, of: bytes, context: context)
    return writer.text
  }

  /// The text of an attribute; empty if it is too long.
  private static func value(_ range: Range<Int>, of bytes: [UInt8], longest: Int) -> [UInt8] {
    guard range.count <= 2 * longest else { return [] }
    let value = text(range, of: bytes, context: .attribute).bytes
    return value.count <= longest ? value : []
  }
}
