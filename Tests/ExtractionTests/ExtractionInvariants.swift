import Extraction

/// What holds for every input of the extractors. `scripts/fuzz` looks for one that breaks it; the tests run those that it
/// found worth keeping.
enum ExtractionInvariants: String, CaseIterable {
  // Each is a folder below seeds/fuzz/extraction.
  case html, markdown, text, email, encoding, map

  /// What is wrong with what becomes of an input; nil if all is well.
  func violation(by input: [UInt8]) -> String? {
    let isWellFormed = Self.isUTF8(input)
    switch self {
    case .html: return Self.violation(in: HTMLExtractor.extract(input), of: input, isWellFormed: isWellFormed)
    case .markdown: return Self.violation(in: MarkdownExtractor.extract(input), of: input, isWellFormed: isWellFormed)
    case .text: return Self.violation(in: PlainTextExtractor.extract(input), of: input, isWellFormed: isWellFormed)
    case .email: return Self.violation(in: EmailExtractor.extract(input), of: input, isWellFormed: true)
    case .encoding: return Self.violation(inFile: input)
    case .map: return Self.violation(inMap: input)
    }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func violation(in document: ExtractedDocument, of source: [UInt8], isWellFormed: Bool) -> String? {
    for text in [document.title, document.body] {
      if let violation = violation(in: text, of: source) { return violation }
      if isWellFormed, !isUTF8(text.bytes) { return "the text is not UTF-8" }
    }
    return nil
  }

  private static func violation(in text: MappedText, of source: [UInt8]) -> String? {
    if let violation = violation(in: text.map) { return violation }
    guard text.map.textCount == text.count else { return "the map is not of the text" }
    guard text.map.sourceEnd <= source.count else { return "the map leads out of the source" }
    // All places of short texts, some of long ones.
    for place in stride(from: 0, to: text.count, by: 1 + text.count / 512) {
      let range = text.map.sourceRange(of: place..<place + 1)
      let byte = text.bytes[place]
      let isVisible = byte > 0x20 && byte < 0x80
      if range.count == 1, isVisible, source[range.lowerBound] != byte {
        return "byte \(place) is not that of the source"
      }
    }
    return nil
  }

  private static func violation(in map: SourceMap) -> String? {
    guard SourceMap(encoded: map.encoded, textCount: map.textCount) == map else { return "the map is not read back" }
    var end = 0
    for place in stride(from: 0, to: map.textCount, by: 1 + map.textCount / 512) {
      let range = map.sourceRange(of: place..<place + 1)
      guard range.upperBound <= map.sourceEnd else { return "the source of byte \(place) is outside" }
      guard !range.isEmpty else { continue }
      guard range.upperBound >= end else { return "the source of byte \(place) is out of order" }
      end = range.upperBound
      guard map.textRange(of: range).contains(place) else { return "byte \(place) is not found from its source" }
    }
    return nil
  }

  /// A file is decoded, and its lines are counted as those of the decoded text.
  private static func violation(inFile file: [UInt8]) -> String? {
    guard let encoding = TextEncoding(of: file) else { return nil }
    var text: [UInt8] = []
    let map = encoding.decode(file, into: &text)
    guard isUTF8(text) else { return "the text is not UTF-8" }
    if let violation = violation(in: map) { return violation }
    let places = Array(stride(from: 0, to: text.count, by: 1 + text.count / 64)).filter { text[$0] & 0xC0 != 0x80 }
    let offsets = places.map { map.sourceOffset(of: $0) }
    for unit in SourceLines.Unit.allCases {
      let expected = SourceLines(text: text).positions(of: places, in: unit)
      guard SourceLines(file: file, encoding: encoding).positions(of: offsets, in: unit) == expected else {
        return "lines or columns differ"
      }
    }
    var buffer: [UInt8] = []
    for format in [TextFormat.text, .markdown, .html, .email] {
      guard let document = format.extract(file, decodingInto: &buffer) else { return "a text is taken for binary" }
      for text in [document.title, document.body] where text.map.sourceEnd > file.count {
        return "the map leads out of the file"
      }
      guard isUTF8(document.title.bytes), isUTF8(document.body.bytes) else { return "the text of a file is not UTF-8" }
    }
    return nil
  }

  /// A map of strangers; the first three bytes are the length of its text.
  private static func violation(inMap input: [UInt8]) -> String? {
    guard input.count >= 3 else { return nil }
    let count = input[..<3].reduce(0) { $0 << 8 | Int($1) }
    guard let map = SourceMap(encoded: Array(input[3...]), textCount: count) else { return nil }
    if let violation = violation(in: map) { return violation }
    let middle = count / 2
    guard map.slice(middle..<count).textCount == count - middle else { return "a slice has another length" }
    guard map.sourceEnd < 1 << 16 else { return nil }
    let next = SourceMap(identityOf: map.sourceEnd)
    return next.then(map) == map ? nil : "a map changes after one that changes nothing"
  }
}
