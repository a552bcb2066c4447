import Index

/// The documents of the golden index. They must stay as they are for as long as a golden index of them is kept.
enum GoldenDocuments {
  static let all: [IndexDocument] =
    [
      make(
        id: "a1", path: "news/harbour.txt", title: "Storm over the harbour", date: "1987-10-16",
        url: "https://example.org/harbour",
        language: "en-GB",
        body: "The storm came at night. “Nobody sleeps in a storm”, the harbour master said; nobody did.",
        source: harbour, titleMap: [1, 2, 3], bodyMap: Array(0...200)),
      make(
        path: "news/été.md", title: "L’été à Besançon", body: "Un été sans pluie: l’herbe est sèche, la rivière basse.",
        source: DocumentSource(format: .markdown), bodyMap: [9]),
      make(id: "empty"),
      make(title: "A title and nothing else", body: ""),
      make(path: "notes/untitled.txt", body: "state-of-the-art, don't, 3.14 and U.S.A. are words of a kind"),
      make(
        id: "deutsch", title: "Straße", body: "Die Straße führt über die Brücke; Straßenbahnen fahren hier nicht mehr."),
      make(id: "русский", title: "Новости", body: "Москва слезам не верит, и дождю тоже."),
      make(id: "中文", title: "新闻", body: "今天天气很好。"),
      // A list of several groups of positions.
      make(id: "long", title: "Refrain", body: String(repeating: "over and over ", count: 150)),
    ]
    // Lists of several blocks.
    + (0..<300).map { make(id: "n\($0)", body: "number \($0) of many" + ($0 % 3 == 0 ? " numbers" : "")) }

  private static let harbour: DocumentSource = {
    var source = DocumentSource(format: .record)
    source.isCompressed = true
    source.size = 1_234_567_890_123
    source.modified = -1_000_000_001
    source.hash = 0x0123_4567_89AB_CDEF
    source.line = 3
    source.offset = 70_000
    return source
  }()

  private static func make(
    id: String = "", path: String = "", title: String = "", date: String = "", url: String = "", language: String = "",
    body: String = "", source: DocumentSource? = nil, titleMap: [UInt8] = [], bodyMap: [UInt8] = []
  ) -> IndexDocument {
    var document = IndexDocument()
    document.id = Array(id.utf8)
    document.path = Array(path.utf8)
    document.title = Array(title.utf8)
    document.date = Array(date.utf8)
    document.url = Array(url.utf8)
    document.language = Array(language.utf8)
    document.body = Array(body.utf8)
    document.source = source
    document.titleMap = titleMap
    document.bodyMap = bodyMap
    return document
  }
}
