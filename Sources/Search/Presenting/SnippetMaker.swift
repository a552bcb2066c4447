public import Index

/// Cuts the piece out of a document that shows best why it was found: the text around the first place in the body where a
/// term or phrase of the query stands, or the beginning of the text.
public struct SnippetMaker {
  /// How many bytes a snippet has at most, without the dots that show where it was cut.
  public static let length = 200
  /// How much of a document's body can matter to its snippet, in bytes.
  public static let bodyLimit = 1 << 20
  /// How many of them stand before the match at most.
  static let leadLength = 60

  private let finder: MatchFinder

  /// A maker for the hits of one query.
  public init(query: SearchQuery) {
    finder = MatchFinder(query)
  }

  /// The snippet of a document; nil if it has no text in its body.
  ///
  /// - Throws: `SearchError.cancelled`.
  public func snippet(of document: IndexDocument) throws -> String? {
    let body = document.body
    let match = try finder.matches(in: document, limit: 100).matches.first { $0.field == .body }
    let start = match.map { Self.start(before: $0.range.lowerBound, in: body) } ?? 0
    var text: [UInt8] = []
    var isSpacePending = false
    var end = start
    // Up to where a word ended last, in the text and in the snippet: where it can be cut.
    var wordEnd = (text: 0, body: start)
    while end < body.count, text.count + (isSpacePending ? 1 : 0) < Self.length {
      let byte = body[end]
      if Self.isSpace(byte) {
        if !isSpacePending { wordEnd = (text.count, end) }
        isSpacePending = !text.isEmpty
      } else {
        if isSpacePending { text.append(0x20) }
        isSpacePending = false
        text.append(byte)
      }
      end += 1
    }
    if end < body.count, !Self.isSpace(body[end]) { (text, end) = Self.trim(text, end: end, wordEnd: wordEnd) }
    guard !text.isEmpty else { return nil }
    let isCutBehind = body[end...].contains { !Self.isSpace($0) }
    return (start > 0 ? "…" : "") + String(decoding: text, as: UTF8.self) + (isCutBehind ? "…" : "")
  }

  /// Cuts what was cut within a word back to the end of the word before, if little is lost, or else to a whole character.
  private static func trim(
    _ text: [UInt8], end: Int, wordEnd: (text: Int, body: Int)
  ) -> (text: [UInt8], end: Int) {
    if wordEnd.text > length - leadLength { return (Array(text[..<wordEnd.text]), wordEnd.body) }
    var count = text.count
    while count > 0, text[count - 1] & 0xC0 == 0x80 { count -= 1 }
    // The character that begins here may be cut.
    return count > 1 ? (Array(text[..<(count - 1)]), end - (text.count - count + 1)) : (text, end)
  }

  /// Where to begin so that a match at `offset` has some text before it: at the beginning of a word, or of a character where
  /// words are not set apart.
  private static func start(before offset: Int, in body: [UInt8]) -> Int {
    guard offset > leadLength else { return 0 }
    let earliest = offset - leadLength
    if let space = body[earliest..<offset].firstIndex(where: isSpace) {
      return body[space..<offset].firstIndex { !isSpace($0) } ?? offset
    }
    return body[earliest..<offset].firstIndex { $0 & 0xC0 != 0x80 } ?? offset
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
