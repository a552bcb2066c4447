import Platform

/// A line on the terminal that is drawn again and again while something goes on; elsewhere it is nothing at all.
public final class StatusLine {
  /// How often it is drawn at most, in nanoseconds.
  private static let interval: UInt64 = 100_000_000

  /// How wide the terminal is; nil where there is none.
  public let columns: Int?
  private let start = SystemClock.monotonic()
  private var lastUpdate: UInt64 = 0
  private var isShown = false

  /// A line on the standard error, if that leads to a terminal.
  public init() {
    columns = StandardStream.error.terminalSize?.columns
  }

  deinit {
    clear()
  }

  /// Draws the line, unless it was drawn just before.
  ///
  /// - Parameter text: makes the text of the width of the terminal, and of the seconds since the beginning; it is not asked
  ///   where nothing is drawn.
  public func update(_ text: (_ columns: Int, _ seconds: Double) -> String) {
    guard let columns else { return }
    let now = SystemClock.monotonic()
    guard now - lastUpdate >= Self.interval else { return }
    lastUpdate = now
    show(text(columns, Double(now - start) / 1e9))
  }

  /// Draws the line.
  public func show(_ text: String) {
    guard let columns else { return }
    // The cursor stands behind the text, in a column that must be there.
    put("\r\(text.prefix(max(columns - 1, 0)))\u{1B}[K")
    isShown = true
  }

  /// Writes a line that stays, above this one; without a terminal, just the line.
  public func note(_ line: String) {
    clear()
    put(line + "\n")
  }

  /// Removes the line.
  public func clear() {
    if isShown { put("\r\u{1B}[K") }
    isShown = false
  }

  private func put(_ text: String) {
    // There is nobody to tell if that fails.
    try? StandardStream.error.put(text)
  }
}
