import Index

/// The documents of the golden index. They must stay as they are for as long as a golden index of them is kept.
enum GoldenDocuments {
  static let all: [IndexDocument] =
    [
      make(
        id: "a1", path: "news/harbour.txt", title: "Storm over the harbour", date: "1987-10-16",
        url: "https://example.org/harbour",
        body: "The storm came at night. “Nobody sleeps in a storm”, the harbour master said; nobody did."),
      make(
        path: "news/été.md", title: "L’été à Besançon", body: "Un été sans pluie: l’herbe est sèche, la rivière basse."),
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

  private static func make(
    id: String = "", path: String = "", title: String = "", date: String = "", url: String = "", body: String = ""
  ) -> IndexDocument {
    var document = IndexDocument()
    document.id = Array(id.utf8)
    document.path = Array(path.utf8)
    document.title = Array(title.utf8)
    document.date = Array(date.utf8)
    document.url = Array(url.utf8)
    document.body = Array(body.utf8)
    return document
  }
}
