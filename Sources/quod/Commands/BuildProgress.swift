import Platform
import Terminal

/// Says on a terminal, now and then, how many documents a build has taken in.
struct BuildProgress {
  private let isTerminal = StandardStream.error.isTerminal
  private var lastUpdate = SystemClock.monotonic()
  private var isShown = false

  private static let interval: UInt64 = 200_000_000

  mutating func update(documents: UInt64) {
    guard isTerminal, documents.isMultiple(of: 16) else { return }
    let now = SystemClock.monotonic()
    guard now - lastUpdate >= Self.interval else { return }
    lastUpdate = now
    isShown = true
    Output.note("\r\(Quantity.count(documents, "document", "documents")) …", terminator: "")
  }

  /// Removes the line again.
  mutating func clear() {
    if isShown { Output.note("\r\u{1B}[K", terminator: "") }
    isShown = false
  }
}
