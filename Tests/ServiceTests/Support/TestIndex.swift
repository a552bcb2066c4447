import Index

/// Small indexes.
enum TestIndex {
  static let texts = [
    "the prime minister said on Monday",
    "the prime number theorem",
    "a minister of the crown",
  ]

  /// Builds an index whose documents have the ids `d0`, `d1` and so on; every third is known by its path alone.
  static func build(_ texts: [String], in directory: String) throws {
    let builder = try IndexBuilder(directory: directory)
    for (number, text) in texts.enumerated() {
      var document = IndexDocument()
      if number % 3 != 2 { document.id = Array("d\(number)".utf8) }
      document.path = Array("/texts/\(number).txt".utf8)
      document.title = Array("Text \(number)".utf8)
      document.date = Array("2016-09-0\(number % 9 + 1)".utf8)
      document.body = Array(text.utf8)
      try builder.add(document)
    }
    try builder.finish()
  }
}
