import Terminal

/// Says on a terminal how far a build has come; elsewhere it says nothing.
final class BuildProgress {
  private let line = StatusLine()
  private let total: Int?
  private var readCount = 0
  private var documentCount: UInt64 = 0

  /// Begins to say it.
  ///
  /// - Parameter measure: Finds out how many bytes there are to read, nil if nobody knows; asked only where it is shown.
  init(measuring measure: () -> Int?) {
    total = line.columns == nil ? nil : measure()
  }

  /// More bytes of the sources have been read.
  func read(_ count: Int) {
    readCount += count
    update()
  }

  /// A document has been taken in, the last one so far.
  func add(documents: UInt64) {
    documentCount = documents
    if documents.isMultiple(of: 16) { update() }
  }

  /// Says that all has been read.
  func finishReading() {
    line.show("\(documents), writing the index …")
  }

  /// Writes a line that stays, above that of the progress.
  func note(_ text: String) {
    line.note(text)
  }

  /// Removes the line.
  func clear() {
    line.clear()
  }

  private var documents: String { Quantity.count(documentCount, "document", "documents") }

  private func update() {
    line.update { columns, seconds in
      ProgressLine(done: documents, bytes: readCount, totalBytes: total, seconds: seconds).text(columns: columns)
    }
  }
}
