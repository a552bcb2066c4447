import Index
import Ingest
import Terminal

/// Names what a build skips, all of it or the first few and how to see the rest, and gathers it for the index.
final class SkipLog {
  private let isVerbose: Bool
  private let note: (String) -> Void
  private var count = 0
  private var sources = SkippedSources()

  private static let shownCount = 5

  /// Begins a log, whose lines for the user `note` writes.
  init(isVerbose: Bool, note: @escaping (String) -> Void) {
    self.isVerbose = isVerbose
    self.note = note
  }

  func add(_ item: SkippedItem) {
    if isVerbose { note("skipped \(item)") }
    guard !item.reason.isByRule else { return }
    count += 1
    if !isVerbose, count <= Self.shownCount { note("skipped \(item)") }
    sources.add(
      SkippedSources.Item(
        path: item.path, line: item.line, column: item.column, reason: item.reason.description, detail: item.detail))
  }

  /// Says how much was not named, and gives what is to be kept.
  func finish(_ report: IngestReport) -> SkippedSources {
    if !isVerbose, count > Self.shownCount {
      note("and \(Quantity.grouped(count - Self.shownCount)) more; --verbose names them all")
    }
    for (reason, count) in report.skippedByReason {
      sources.add(
        SkippedSources.Count(reason: reason.description, count: count, isByRule: reason.isByRule))
    }
    return sources
  }
}
