/// Looks now and then whether a search is to stop. Every loop over documents or terms ticks it.
final class Watch {
  /// The deadline has passed. Caught where partial results are returned.
  struct DeadlinePassed: Error {}

  private var remaining = 0
  private let isIdle: Bool
  private let interruption: Interruption

  /// Reading the clock costs about as much as this many steps of a loop.
  private static let ticksPerLook = 512

  init(_ interruption: Interruption) {
    self.interruption = interruption
    isIdle = interruption.deadline == nil && interruption.flag == nil
  }

  /// Some steps of a loop, each of a microsecond or less.
  ///
  /// - Throws: `DeadlinePassed`, `SearchError.cancelled`.
  @inline(__always)
  func tick(_ steps: Int = 1) throws {
    remaining &-= steps
    if remaining < 0 { try look() }
  }

  @inline(never)
  private func look() throws {
    remaining = isIdle ? .max : Self.ticksPerLook
    if let flag = interruption.flag, flag.isCancelled { throw SearchError.cancelled }
    if let deadline = interruption.deadline, ContinuousClock.now >= deadline { throw DeadlinePassed() }
  }
}
