/// Extracts the text of Markdown: CommonMark 0.31 with tables, footnotes, struck-out text and links between notes.
///
/// Line ends within a paragraph stay line ends, so that words hyphenated there are found whole.
package enum MarkdownExtractor {
  /// Extracts a text.
  ///
  /// Takes time in the length of the text.
  ///
  /// - Parameter bytes: UTF-8, without a byte-order mark.
  /// - Returns: The text without markup; title, date, address and language from the front matter if there is one. Else the title
  ///   is the first heading of level 1, or a first line that stands alone.
  package static func extract(_ bytes: [UInt8]) -> ExtractedDocument {
    var document = ExtractedDocument()
    let frontMatter = FrontMatter(bytes.span)
    if let frontMatter {
      document.title = frontMatter.title
      document.date = frontMatter.date
      document.url = frontMatter.url
      document.language = frontMatter.language
    }
    var reader = MarkdownReader(bytes, from: frontMatter?.end ?? 0, takesTitle: document.title.isEmpty)
    reader.read()
    if document.title.isEmpty { document.title = reader.title }
    document.body = reader.body
    return document
  }
}
