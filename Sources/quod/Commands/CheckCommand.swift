import ArgumentParser
import Index
import JSON
import SearchAPI
import Terminal

/// Verifies an index.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify every checksum and every invariant of an index.",
    discussion: "The index may be in use. Exit status: 0 sound, 1 damaged, 2 not an index or not readable.")

  @OptionGroup var index: IndexOption

  @Flag(help: "Print the result as one line of JSON.")
  var json = false

  func run() throws {
    if json { return try printJSON() }
    let clock = Stopwatch()
    let report: CheckReport
    do {
      report = try IndexChecker(directory: index.directory).check()
    } catch IndexError.damaged(let what) {
      try Output.result("damaged: \(TerminalText.literal(what))")
      throw ExitCode(Failure.Code.damaged)
    }
    for finding in report.findings { try Output.result("\(finding)") }
    if report.unlistedCount > 0 {
      try Output.result("and \(Quantity.grouped(report.unlistedCount)) more findings that are not listed")
    }
    let looked = [
      Quantity.count(report.segmentCount, "segment", "segments"),
      Quantity.count(report.documentCount, "document", "documents"),
      Quantity.count(report.termCount, "term", "terms"),
      Quantity.count(report.phraseCount, "phrase", "phrases"),
      Quantity.count(report.postingCount, "posting", "postings"),
      Quantity.count(report.positionCount, "position", "positions"),
      Quantity.count(report.chunkCount, "chunk", "chunks") + " (\(Quantity.bytes(UInt64(report.byteCount))))",
    ].joined(separator: ", ")
    let verdict = report.isSound ? "sound" : "damaged: build it anew with quod build"
    try Output.result("\(verdict); looked at \(looked) in \(Quantity.elapsed(clock.elapsed.wall))")
    if !report.isSound { throw ExitCode(Failure.Code.damaged) }
  }

  /// Prints what the daemon answers to `index/check`, which it has from here.
  private func printJSON() throws {
    let clock = Stopwatch()
    var answer = CheckAnswer(isSound: false, findings: [], tookMilliseconds: 0)
    do {
      let report = try IndexChecker(directory: index.directory).check()
      answer.isSound = report.isSound
      answer.findings = report.findings.map(\.description)
      answer.unlisted = report.unlistedCount
      answer.documents = report.documentCount
      answer.bytes = UInt64(report.byteCount)
    } catch IndexError.damaged(let what) {
      answer.findings = ["damaged: \(what)"]
    }
    answer.tookMilliseconds = clock.elapsed.wall * 1_000
    var writer = JSONWriter()
    answer.write(to: &writer)
    try Output.result(writer.bytes + [UInt8(ascii: "\n")])
    if !answer.isSound { throw ExitCode(Failure.Code.damaged) }
  }
}
