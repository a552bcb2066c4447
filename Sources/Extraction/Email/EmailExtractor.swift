/// Extracts the text of e-mail messages (RFC 5322, with MIME: RFC 2045 to 2047).
package enum EmailExtractor {
  /// Extracts a message.
  ///
  /// Takes time in the length of the message.
  ///
  /// - Parameter bytes: The file as it is: its parts have encodings of their own.
  /// - Returns: The subject as the title, the date as it is written, and as text the lines that say from whom it is and
  ///   to whom, and all parts that are text and no attachments. Of alternatives one is taken, plain text before HTML.
  package static func extract(_ bytes: [UInt8]) -> ExtractedDocument {
    var reader = EmailReader(bytes)
    reader.read()
    return reader.document
  }
}
