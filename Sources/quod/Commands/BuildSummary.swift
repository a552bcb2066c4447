import Index
import Ingest
import Terminal

/// The last lines of a build: what was indexed and what was not, how long it took and how fast it was.
struct BuildSummary: CustomStringConvertible {
  let description: String

  init(_ report: IngestReport, builder: IndexBuilder, elapsed: Stopwatch.Reading) {
    let documents = Quantity.count(builder.documentCount, "document", "documents")
    let size = Quantity.bytes(UInt64(report.bytes))
    let rate = Quantity.bytes(UInt64(Double(report.bytes) / max(elapsed.wall, 1e-3)))
    var lines: [String] = []
    if report.reencodedDocuments > 0 {
      let count = Quantity.count(report.reencodedDocuments, "document", "documents")
      lines.append("\(count) not in UTF-8, converted")
    }
    if report.partlyUndecodedDocuments > 0 {
      let count = Quantity.count(report.partlyUndecodedDocuments, "document", "documents")
      lines.append("\(count) partly in a character set that is not known")
    }
    if report.nameDocuments > 0 {
      lines.append("\(Quantity.count(report.nameDocuments, "document", "documents")) without text, found by name alone")
    }
    if builder.truncatedTokenCount > 0 {
      let count = Quantity.count(builder.truncatedTokenCount, "word", "words")
      lines.append("\(count) longer than \(IndexFormat.maximumTermLength) bytes, cut")
    }
    let byRule = Self.list(report, isByRule: true)
    if !byRule.isEmpty { lines.append("left out by rule: \(byRule)") }
    let skipped = Self.list(report, isByRule: false)
    lines.append(
      "indexed \(documents), \(size) of text, in \(Quantity.elapsed(elapsed.wall)) "
        + "(\(rate)/s, \(Quantity.elapsed(elapsed.cpu)) of CPU); skipped "
        + (skipped.isEmpty ? "nothing" : "\(Quantity.grouped(report.skippedCount)): \(skipped)"))
    description = lines.joined(separator: "\n")
  }

  private static func list(_ report: IngestReport, isByRule: Bool) -> String {
    report.skippedByReason.filter { $0.reason.isByRule == isByRule }
      .map { "\(Quantity.grouped($0.count)) \($0.reason.noun(for: $0.count))" }.joined(separator: ", ")
  }
}
