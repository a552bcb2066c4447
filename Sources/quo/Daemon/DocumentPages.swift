import SearchAPI

/// A document whose text needs more than one answer.
struct DocumentPages {
  private let selector: DocumentRequest.Selector
  private let index: String?

  /// Prepares to ask for a document.
  ///
  /// - Parameters:
  ///   - selector: which one.
  ///   - index: in which index.
  init(_ selector: DocumentRequest.Selector, index: String?) {
    self.selector = selector
    self.index = index
  }

  /// Asks until all of the text is there.
  ///
  /// - Parameter daemon: whom to ask.
  /// - Returns: the document; nil where there is none.
  /// - Throws: `CommandError` where an answer is an error, or the text comes to no end.
  func fetch(from daemon: inout DaemonConnection) throws(CommandError) -> StoredDocument? {
    guard var document = try part(from: 0, by: &daemon) else { return nil }
    guard var text = document.text, let length = document.textLength else { return document }
    while text.utf8.count < length {
      // By its number: of several documents with one path it may be another the next time.
      guard
        let next = try DocumentPages(.ordinal(document.ordinal), index: index).part(from: text.utf8.count, by: &daemon),
        let more = next.text, !more.isEmpty, next.textOffset == text.utf8.count, next.textLength == length
      else { throw CommandError("the document was changed while it was read; try again") }
      text += more
    }
    document.text = text
    return document
  }

  private func part(from offset: Int, by daemon: inout DaemonConnection) throws(CommandError) -> StoredDocument? {
    var request = DocumentRequest(selector, index: index)
    request.offset = offset
    return try daemon.answer(to: request).document
  }
}
