/// A format of files that text is extracted from.
package enum TextFormat: Sendable {
  case text, markdown, html, email

  /// Extracts the text of a file in any encoding that ``TextEncoding`` knows.
  ///
  /// - Parameters:
  ///   - file: The bytes of the file.
  ///   - buffer: Room for the decoded text, so that those who read many files need not find new room for each. What it
  ///     holds before and after means nothing.
  /// - Returns: The document, whose maps lead to the bytes of the file; nil for a binary file.
  package func extract(_ file: [UInt8], decodingInto buffer: inout [UInt8]) -> ExtractedDocument? {
    guard var encoding = TextEncoding(of: file) else { return nil }
    // The parts of a message have encodings of their own, unless all of it was saved in another one.
    if self == .email, !encoding.hasWideUnits { encoding = .utf8 }
    guard encoding.needsDecoding || encoding.textStart(in: file) > 0 else { return extract(file) }
    let decoding = encoding.decode(file, into: &buffer)
    var document = extract(buffer).decoded(by: decoding)
    document.isReencoded = encoding.needsDecoding
    return document
  }

  /// Extracts a text in UTF-8 without a byte-order mark.
  private func extract(_ text: [UInt8]) -> ExtractedDocument {
    switch self {
    case .text: PlainTextExtractor.extract(text)
    case .markdown: MarkdownExtractor.extract(text)
    case .html: HTMLExtractor.extract(text)
    case .email: EmailExtractor.extract(text)
    }
  }
}
