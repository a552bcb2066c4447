import Ingest
import Terminal

/// Names what a build skips: all of it, or the first few and how to see the rest.
struct SkipLog {
  private let isVerbose: Bool
  private var count = 0

  private static let shownCount = 5

  init(isVerbose: Bool) {
    self.isVerbose = isVerbose
  }

  mutating func add(_ item: SkippedItem) {
    if isVerbose { return Output.note("skipped \(item)") }
    guard !item.reason.isByRule else { return }
    count += 1
    if count <= Self.shownCount { Output.note("skipped \(item)") }
  }

  /// Says how much was not named.
  func finish() {
    guard count > Self.shownCount else { return }
    Output.note("and \(Quantity.grouped(count - Self.shownCount)) more; --verbose names them all")
  }
}
