import Foundation
import TestSupport
import Testing

@testable import Index
@testable import Updating

/// What becomes of an index when files are taken in, again and again.
@Suite struct FileUpdateTests {
  private let base: TemporaryDirectory
  private let index: LivingIndex

  init() throws {
    base = try TemporaryDirectory()
    index = try LivingIndex(base)
  }

  @Test func onlyWhatHasChangedIsRead() throws {
    try index.write("a.txt", "one two")
    try index.write("sub/b.txt", "three four")
    try index.write("picture.bin.txt", "zero \0 byte")
    let first = try index.index()
    #expect(first.addedCount == 2 && first.unchangedCount == 0 && first.skipped.count == 1)
    #expect(try index.texts() == ["a.txt": "one two", "sub/b.txt": "three four"])

    let second = try index.index()
    #expect(second.addedCount + second.replacedCount + second.removedCount == 0)
    #expect(second.unchangedCount == 3 && second.byteCount == 0 && second.epoch == first.epoch)

    try index.write("a.txt", "one too")
    let ordinal = try index.ordinal(of: "a.txt")
    let third = try index.index()
    #expect(third.replacedCount == 1 && third.unchangedCount == 2 && third.byteCount == 7)
    #expect(try index.texts()["a.txt"] == "one too")
    #expect(try index.ordinal(of: "a.txt") == ordinal)
  }

  @Test func aFileWithTheSameBytesIsTheSame() throws {
    try index.write("a.txt", "one two")
    let first = try index.index()
    try index.write("a.txt", "one two")
    let second = try index.index()
    #expect(second.unchangedCount == 1 && second.replacedCount == 0 && second.byteCount == 7)
    // The list of files has changed.
    #expect(second.epoch == first.epoch + 1)
    #expect(try index.index().byteCount == 0)
  }

  @Test func whatIsGoneIsRemoved() throws {
    for name in ["a.txt", "sub/b.txt", "sub/deep/c.txt", "sub2/d.txt"] { try index.write(name, name) }
    try index.index()
    try index.remove("sub")
    let report = try index.index()
    #expect(report.removedCount == 2 && report.unchangedCount == 2)
    #expect(try index.texts().keys.sorted() == ["a.txt", "sub2/d.txt"])
  }

  @Test func whatIsIgnoredFromNowOnIsRemoved() throws {
    for name in ["a.txt", "b.txt", "sub/c.txt"] { try index.write(name, name) }
    try index.index()
    try index.write(".gitignore", "b.txt\nsub/\n")
    #expect(try index.index().removedCount == 2)
    #expect(try index.texts().keys.sorted() == ["a.txt"])
  }

  @Test func renamedFilesKeepTheirDocuments() throws {
    try index.write("a.txt", "one two")
    try index.write("sub/b.txt", "three")
    try index.index()
    let ordinals = (try index.ordinal(of: "a.txt"), try index.ordinal(of: "sub/b.txt"))
    try index.move("a.txt", to: "z.txt")
    try index.move("sub", to: "other")
    let report = try index.index()
    #expect(report.movedCount == 2 && report.addedCount + report.replacedCount + report.removedCount == 0)
    #expect(report.byteCount == 0)
    #expect(try index.texts() == ["z.txt": "one two", "other/b.txt": "three"])
    #expect(try index.ordinal(of: "z.txt") == ordinals.0)
    #expect(try index.ordinal(of: "other/b.txt") == ordinals.1)
    #expect(try index.index().unchangedCount == 2)
  }

  @Test func aRenamedFileWithoutTextHasItsNewNameForATitle() throws {
    try index.write("old.txt", " ")
    try index.index()
    try index.move("old.txt", to: "new.txt")
    let report = try index.index()
    #expect(report.movedCount == 0 && report.addedCount == 1 && report.removedCount == 1)
  }

  @Test func linesOfAFileAreReplacedTogether() throws {
    func lines(_ texts: [(String?, String)]) -> String {
      texts.map { id, text in "{\(id.map { "\"id\": \"\($0)\", " } ?? "")\"text\": \"\(text)\"}\n" }.joined()
    }
    try index.write("a.jsonl", lines([("x", "one"), (nil, "two"), (nil, "three")]))
    #expect(try index.index().addedCount == 3)
    try index.write("a.jsonl", lines([("x", "one"), (nil, "two"), ("y", "four"), (nil, "five")]))
    let report = try index.index()
    #expect(report.replacedCount == 3 && report.addedCount == 1 && report.removedCount == 0)
    try index.write("a.jsonl", lines([("y", "four")]))
    #expect(try index.index().removedCount == 3)
    #expect(try index.texts() == ["a.jsonl": "four"])
  }

  @Test func aPathCanBeRemovedAndComesBackWhenAskedFor() throws {
    for name in ["a.txt", "sub/b.txt", "sub/c.txt"] { try index.write(name, name) }
    try index.index(FileUpdate(paths: [Array(index.folder.utf8)]))
    #expect(try index.remove([.path(index.path("sub"))]).removedCount == 2)
    #expect(try index.index(FileUpdate(paths: [])).addedCount == 0)
    #expect(try index.texts().keys.sorted() == ["a.txt"])
    #expect(index.updater.roots.map(\.excluded) == [[index.path("sub")]])
    try index.index(FileUpdate(paths: [index.path("sub/b.txt")]))
    #expect(try index.texts().keys.sorted() == ["a.txt", "sub/b.txt"])
  }

  @Test func nobodyIsAskedTwiceForWhatIsNotThere() throws {
    #expect(throws: (any Error).self) { try index.index(FileUpdate(paths: [index.path("none")])) }
    #expect(index.updater.roots.isEmpty)
  }

  @Test func theIndexItselfIsLeftOut() throws {
    try index.write("a.txt", "one")
    var whole = FileUpdate(paths: [Array(base.path.utf8)])
    whole.isFollowed = false
    whole.includesNames = true
    let report = try index.index(whole)
    #expect(report.addedCount == 1 && report.skipped.counts.contains { $0.reason == "excluded" })
  }
}
