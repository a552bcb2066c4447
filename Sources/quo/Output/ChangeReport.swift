import SearchAPI
import Terminal

/// What a change of an index has come to, for people: one line, and what was skipped if that is wanted.
struct ChangeReport {
  private let answer: ChangeAnswer

  init(_ answer: ChangeAnswer) {
    self.answer = answer
  }

  /// What `quo index` and `quo refresh` have done, such as
  /// `Indexed 48,211 documents (12 skipped: quo status --skipped)   1.9 GB   2 min 14 s`.
  var indexed: String {
    let time = Quantity.wait(answer.tookMilliseconds / 1_000)
    let skipped =
      answer.skipped.count == 0
      ? nil : "\(Quantity.grouped(answer.skipped.count)) skipped: quo status --skipped"
    guard answer.added + answer.replaced + answer.removed + answer.moved > 0 else {
      let unchanged = Quantity.count(answer.unchanged, "file", "files")
      return "Nothing has changed (\([unchanged, skipped].compactMap(\.self).joined(separator: ", ")))   \(time)\n"
    }
    let notes = [
      Self.note(answer.replaced, "changed"), Self.note(answer.removed, "removed"), Self.note(answer.moved, "moved"),
      Self.note(answer.unchanged, "unchanged"), skipped,
    ].compactMap(\.self)
    let documents = Quantity.count(answer.added + answer.replaced, "document", "documents")
    return "Indexed \(documents)\(notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")"
      + "   \(Quantity.bytes(answer.bytes))   \(time)\n"
  }

  /// What `quo remove` has done.
  var removed: String {
    "Removed \(Quantity.count(answer.removed, "document", "documents"))"
      + "   \(Quantity.wait(answer.tookMilliseconds / 1_000))\n"
  }

  /// What is told beside that: warnings and, if it is wanted, all that was skipped.
  ///
  /// - Parameter listsSkipped: whether to name what was skipped.
  /// - Returns: lines, each with its line feed.
  func notes(listsSkipped: Bool) -> String {
    var lines = answer.warnings.map { "quo: warning: \(TerminalText.line($0))" }
    if listsSkipped {
      lines += answer.skipped.items.map { "skipped \(SkippedReport.text(of: $0))" }
      let rest = answer.skipped.count - answer.skipped.items.count
      if rest > 0, !answer.skipped.items.isEmpty { lines.append("and \(Quantity.grouped(rest)) more") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func note(_ count: Int, _ what: String) -> String? {
    count > 0 ? "\(Quantity.grouped(count)) \(what)" : nil
  }
}
