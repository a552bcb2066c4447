import Platform
import Terminal

/// Says on a terminal how far a build has come; elsewhere it says nothing.
final class BuildProgress {
  private static let interval: UInt64 = 100_000_000

  private let columns: Int?
  private let total: Int?
  private let start = SystemClock.monotonic()
  private var lastUpdate: UInt64 = 0
  private var readCount = 0
  private var documentCount: UInt64 = 0
  private var isShown = false

  /// Begins to say it.
  ///
  /// - Parameter measure: Finds out how many bytes there are to read, nil if nobody knows; asked only where it is shown.
  init(measuring measure: () -> Int?) {
    columns = StandardStream.error.terminalSize?.columns
    total = columns == nil ? nil : measure()
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
    guard columns != nil else { return }
    show(Quantity.count(documentCount, "document", "documents") + ", writing the index …")
  }

  /// Writes a line that stays, above that of the progress.
  func note(_ line: String) {
    clear()
    Output.note(line)
  }

  /// Removes the line.
  func clear() {
    if isShown { Output.note("\r\u{1B}[K", terminator: "") }
    isShown = false
  }

  private func update() {
    guard let columns else { return }
    let now = SystemClock.monotonic()
    guard now - lastUpdate >= Self.interval else { return }
    lastUpdate = now
    let line = ProgressLine(
      documents: documentCount, bytes: readCount, totalBytes: total, seconds: Double(now - start) / 1e9)
    show(line.text(columns: columns))
  }

  private func show(_ text: String) {
    // The cursor stands behind the text, in a column that must be there.
    Output.note("\r\(text.prefix(max((columns ?? 0) - 1, 0)))\u{1B}[K", terminator: "")
    isShown = true
  }
}
