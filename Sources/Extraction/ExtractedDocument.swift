/// What a file says: its text without markup, and what the markup says about it.
package struct ExtractedDocument: Equatable, Sendable {
  /// Empty where there is none.
  package var title = MappedText()
  /// The text. Line ends within a paragraph are kept or spaces; an empty line (two line feeds) stands between
  /// paragraphs, cells, items and the like.
  package var body = MappedText()
  /// As it is written, empty where there is none.
  package var date: [UInt8] = []
  /// A language tag such as `en-GB`, empty where none is told.
  package var language: [UInt8] = []
  /// The address of the text, empty where none is told.
  package var url: [UInt8] = []
  /// The file was in another encoding than UTF-8.
  package var isReencoded = false
  /// Something stands in an encoding that is not known here, or too deep within other parts, and is missing or U+FFFD in
  /// the text.
  package var isPartlyUndecoded = false

  /// A document that says nothing.
  package init() {}

  /// The same document, made from a source that was decoded.
  ///
  /// - Parameter decoding: From the text that the document was extracted from to the file's bytes.
  /// - Returns: The document with maps to the file's bytes.
  package func decoded(by decoding: SourceMap) -> ExtractedDocument {
    guard !decoding.isIdentity else { return self }
    var document = self
    document.title = title.decoded(by: decoding)
    document.body = body.decoded(by: decoding)
    return document
  }
}
