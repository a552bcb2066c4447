import SearchAPI
import Terminal

/// Shows on a terminal how far the daemon is with something; elsewhere it shows nothing.
final class TaskProgress {
  /// One connection asks for one thing at a time.
  static let token = ProgressToken.integer(1)

  private let line = StatusLine()

  /// Whether anybody sees it.
  var isShown: Bool { line.columns != nil }

  /// Shows a state.
  func show(_ progress: ProgressNotification) {
    line.update { columns, seconds in
      switch progress.phase {
      case "scanning": "looking through folders: \(Self.files(progress.done))"
      case "reading": Self.reading(progress, seconds).text(columns: columns)
      case "merging": "merging \(Self.part(progress)) segments"
      case "copying":
        ProgressLine(
          done: "copying: \(Quantity.bytes(progress.doneBytes))", bytes: Int(clamping: progress.doneBytes),
          totalBytes: progress.totalBytes.map { Int(clamping: $0) }, seconds: seconds
        ).text(columns: columns)
      default: TerminalText.line("\(progress.phase): \(Self.part(progress))")
      }
    }
  }

  /// Removes it.
  func clear() {
    line.clear()
  }

  private static func reading(_ progress: ProgressNotification, _ seconds: Double) -> ProgressLine {
    ProgressLine(
      done: files(progress.done), bytes: Int(clamping: progress.doneBytes),
      totalBytes: progress.totalBytes.map { Int(clamping: $0) }, seconds: seconds)
  }

  private static func files(_ count: Int) -> String { Quantity.count(count, "file", "files") }

  private static func part(_ progress: ProgressNotification) -> String {
    let total = progress.total.map { " of \(Quantity.grouped($0))" }
    return Quantity.grouped(progress.done) + (total ?? "")
  }
}
