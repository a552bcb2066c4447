import Ingest
import TestSupport
import Testing

@Suite("What is told of it")
struct ReportTests {
  @Test("A skipped item says where and why in one line, whatever its source puts into it")
  func items() throws {
    let directory = try TemporaryDirectory()
    let id = #""a\u001b[31m\n""#
    try directory.write(
      #"{"id":\#(id),"text":"x"}"# + "\n" + #"{"id":\#(id),"text":"y"}"# + "\n[]\n", to: "a\u{1B}.jsonl")
    try directory.write("\0", to: "b.txt")
    let base = directory.path
    #expect(
      try directory.intake().skipped.map(\.description) == [
        "\(base)/a\\u{1B}.jsonl:2: duplicate id (a\\u{1B}[31m\\u{A})",
        "\(base)/a\\u{1B}.jsonl:3:1: malformed JSON (an object was expected, not an array)",
        "\(base)/b.txt: binary",
      ])
  }

  @Test("Counts come with a word that fits them")
  func nouns() throws {
    for reason in SkipReason.allCases {
      #expect(reason.noun(for: 1) != reason.noun(for: 2))
      #expect(reason.noun(for: 0) == reason.noun(for: 12))
    }
    #expect(Set(SkipReason.allCases.map { $0.noun(for: 1) }).count == SkipReason.allCases.count)

    let directory = try TemporaryDirectory()
    for name in ["a.txt", "b.txt"] { try directory.write("\0", to: name) }
    try directory.write("text", to: ".hidden")
    try directory.makeLink("link", to: "a.txt")
    let report = try directory.intake().report
    #expect(
      report.skippedByReason.map { "\($0.count) \($0.reason.noun(for: $0.count))" } == [
        "2 binary files", "1 symbolic link", "1 hidden file or folder",
      ])
    #expect(report.skippedCount == 3)
  }

  @Test("Only so many warnings are kept, but all are counted")
  func warnings() throws {
    let directory = try TemporaryDirectory()
    let count = IngestReport.warningLimit + 5
    for number in 0..<count { try directory.makeDirectory("\(number)/.ignore") }
    let report = try directory.intake().report
    #expect(report.warningCount == count)
    #expect(report.warnings.count == IngestReport.warningLimit)
  }
}
