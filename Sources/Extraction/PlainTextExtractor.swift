/// Takes plain text as it is.
package enum PlainTextExtractor {
  /// Finds the title, as ``TextOutline`` does, and takes the rest for the body.
  ///
  /// - Parameter bytes: UTF-8, without a byte-order mark.
  /// - Returns: Title and body, as they stand in the file.
  package static func extract(_ bytes: [UInt8]) -> ExtractedDocument {
    let outline = TextOutline(plainText: bytes.span)
    var document = ExtractedDocument()
    document.title = MappedText(outline.title, of: bytes)
    for range in outline.body { document.body.appendIdentical(range, of: bytes) }
    return document
  }
}
