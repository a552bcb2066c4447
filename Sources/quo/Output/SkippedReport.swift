import SearchAPI
import Terminal

/// A file that was skipped, for people.
enum SkippedReport {
  /// Where it is, and why: `news.jsonl:17:4: malformed JSON: …`.
  static func text(of item: SkippedSource) -> String {
    var place = TerminalText.literal(path: item.path.bytes)
    for number in [item.line, item.column].compactMap({ $0 }) { place += ":\(number)" }
    let reasons = [item.reason, item.detail].compactMap { $0.map(TerminalText.line) }
    return "\(place): \(reasons.joined(separator: ": "))"
  }
}
