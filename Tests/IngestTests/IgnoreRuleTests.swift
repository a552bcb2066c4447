import Ingest
import TestSupport
import Testing

@Suite("Ignore files in force")
struct IgnoreRuleTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    for folder in ["", "sub/", "sub/deep/"] {
      for name in ["a.txt", "b.txt", "c.txt"] { try directory.write("text", to: folder + name) }
    }
  }

  private func paths() throws -> [String] {
    try directory.intake().paths
  }

  @Test("A pattern holds for the folder of its file and all below")
  func scope() throws {
    try directory.write("a.txt\n/b.txt\n", to: "sub/.gitignore")
    #expect(try paths() == ["a.txt", "b.txt", "c.txt", "sub/c.txt", "sub/deep/b.txt", "sub/deep/c.txt"])
  }

  @Test("An inner file is asked before an outer one")
  func innerFirst() throws {
    try directory.write("*.txt\n", to: ".gitignore")
    try directory.write("!c.txt\n", to: "sub/deep/.gitignore")
    #expect(try paths() == ["sub/deep/c.txt"])
  }

  @Test(".quoignore counts more than .ignore, and that more than .gitignore, in whatever folder they stand")
  func kinds() throws {
    try directory.write("!a.txt\n", to: ".quoignore")
    try directory.write("a.txt\n!b.txt\n", to: "sub/.ignore")
    try directory.write("*.txt\n", to: "sub/deep/.gitignore")
    #expect(
      try paths() == [
        "a.txt", "b.txt", "c.txt", "sub/a.txt", "sub/b.txt", "sub/c.txt", "sub/deep/a.txt", "sub/deep/b.txt",
      ])
  }

  @Test("Inside a folder that is left out nothing can be taken in again")
  func ignoredFolder() throws {
    try directory.write("sub/\n!sub/a.txt\n", to: ".gitignore")
    let intake = try directory.intake()
    #expect(intake.paths == ["a.txt", "b.txt", "c.txt"])
    #expect(intake.report.skipped == [.hidden: 1, .ignored: 1])
    #expect(intake.report.skippedCount == 0)
  }

  @Test("Ignore files above the root do not count, and the root itself is never ignored")
  func root() throws {
    try directory.write("sub\n*.txt\n", to: ".gitignore")
    #expect(try directory.intake(of: ["sub"]).documents.count == 6)
    #expect(try paths().isEmpty)
  }

  @Test("An ignore file that cannot be read has no effect, and a warning says so")
  func unreadableRules() throws {
    try directory.makeFIFO(".gitignore")
    try directory.makeLink("sub/.ignore", to: "a.txt")
    try directory.write(String(repeating: "a.txt\n", count: 100_000), to: "sub/deep/.quoignore")
    let report = try directory.intake().report
    #expect(report.documents == 9)
    #expect(report.warningCount == 3)
    #expect(
      report.warnings.map(\.description) == [
        "\(directory.path)/.gitignore: has no effect: not a regular file",
        "\(directory.path)/sub/.ignore: has no effect: symbolic link",
        "\(directory.path)/sub/deep/.quoignore: has no effect: too large",
      ])
  }
}
