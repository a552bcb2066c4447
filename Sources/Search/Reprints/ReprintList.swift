/// The reprints of a document, in the order in which they came in.
public struct ReprintList: Equatable, Sendable {
  /// Those that were wanted.
  public private(set) var reprints: [Reprint] = []
  /// How many there are.
  public private(set) var total = 0
  /// Whether the deadline passed: then there may be more.
  public private(set) var isIncomplete = false

  private let wanted: Int

  /// A list of the first `wanted`.
  init(wanted: Int) {
    self.wanted = wanted
  }

  /// Adds a reprint. No more than twice as many are kept as are wanted.
  mutating func add(_ reprint: Reprint) {
    total += 1
    reprints.append(reprint)
    if reprints.count >= max(2 * wanted, 64) { keepWanted() }
  }

  /// Ends the list, and passes over its first.
  mutating func finish(offset: Int, isIncomplete: Bool) {
    keepWanted()
    reprints.removeFirst(min(offset, reprints.count))
    self.isIncomplete = isIncomplete
  }

  private mutating func keepWanted() {
    reprints.sort { $0.ordinal < $1.ordinal }
    reprints.removeLast(max(0, reprints.count - wanted))
  }
}
