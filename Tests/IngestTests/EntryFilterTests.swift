import TestSupport
import Testing

@testable import Ingest

/// What is left out of folders that are watched, entry by entry.
@Suite struct EntryFilterTests {
  private let directory: TemporaryDirectory
  private let filter: EntryFilter

  init() throws {
    directory = try TemporaryDirectory()
    try directory.makeDirectory("index")
    filter = EntryFilter(excluding: Array("\(directory.path)/index".utf8))
  }

  private func isLeftOut(_ name: String, isFolder: Bool = false) -> Bool {
    filter.isLeftOut(Array("\(directory.path)/\(name)".utf8), root: Array(directory.path.utf8), isFolder: isFolder)
  }

  @Test func rulesOfAllFoldersAboveHold() throws {
    try directory.write("*.log\nbuild/\n", to: ".gitignore")
    try directory.write("!keep.log\n", to: "sub/.gitignore")
    #expect(isLeftOut("a.log") && isLeftOut("build", isFolder: true) && isLeftOut("sub/other.log"))
    #expect(!isLeftOut("a.txt") && !isLeftOut("sub/keep.log") && !isLeftOut("build"))
    #expect(isLeftOut(".hidden") && isLeftOut("id_rsa") && isLeftOut("index", isFolder: true))
    #expect(!isLeftOut(".gitignore") && !isLeftOut("sub/.quoignore"))
  }

  @Test func aFolderThatComesAnewHasItsOwnRules() throws {
    try directory.write("*.txt\n", to: "sub/.ignore")
    #expect(!isLeftOut("sub", isFolder: true) && isLeftOut("sub/a.txt"))
    try directory.write("\n", to: "sub/.ignore")
    #expect(isLeftOut("sub/a.txt"), "nobody has said that the folder is another one")
    #expect(!isLeftOut("sub", isFolder: true) && !isLeftOut("sub/a.txt"))
  }

  @Test func whatIsClearedIsReadAnew() throws {
    try directory.write("*.txt\n", to: ".ignore")
    #expect(isLeftOut("a.txt"))
    try directory.write("\n", to: ".ignore")
    filter.clear()
    #expect(!isLeftOut("a.txt"))
  }
}
