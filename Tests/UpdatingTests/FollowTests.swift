import Foundation
import TestSupport
import Testing
import Watching

@testable import Index
@testable import Updating

/// Folders that are followed.
@Suite struct FollowTests {
  private let base: TemporaryDirectory

  init() throws {
    base = try TemporaryDirectory()
  }

  @Test func savesRemovalsAndMovesAreFollowed() throws {
    let index = try LivingIndex(base)
    try index.write("a.txt", "one")
    try index.write("sub/b.txt", "two")
    let first = try index.index(FileUpdate(paths: [Array(index.folder.utf8)]))
    #expect(first.addedCount == 2)
    #expect(try index.waitUntil { index.updater.roots.map(\.state) == [.watched] })
    #expect(index.updater.roots.map(\.fileCount) == [2])

    try index.write("c.txt", "three")
    #expect(try index.waitUntil { try index.texts()["c.txt"] == "three" })
    // As many editors save.
    try index.write("c.txt.new", "four")
    try index.remove("c.txt")
    try index.move("c.txt.new", to: "c.txt")
    #expect(try index.waitUntil { try index.texts()["c.txt"] == "four" })
    let ordinal = try index.ordinal(of: "sub/b.txt")
    try index.move("sub", to: "moved")
    #expect(try index.waitUntil { try index.texts() == ["a.txt": "one", "c.txt": "four", "moved/b.txt": "two"] })
    #expect(try index.ordinal(of: "moved/b.txt") == ordinal)
    try index.remove("moved")
    #expect(try index.waitUntil { try index.texts() == ["a.txt": "one", "c.txt": "four"] })
    // What rules leave out is left out, and what they let in again comes back.
    try index.write(".ignore", "a.txt\n")
    #expect(try index.waitUntil { try index.texts() == ["c.txt": "four"] })
    try index.write(".ignore", "\n")
    #expect(try index.waitUntil { try index.texts() == ["a.txt": "one", "c.txt": "four"] })
    #expect(index.close())
  }

  @Test func whatChangedMeanwhileIsTakenInAtTheStart() throws {
    do {
      let index = try LivingIndex(base)
      try index.write("a.txt", "one")
      try index.write("b.txt", "two")
      try index.index(FileUpdate(paths: [Array(index.folder.utf8)]))
      #expect(index.close())
      try index.write("a.txt", "changed")
      try index.remove("b.txt")
      try index.write("c.txt", "three")
    }
    let index = try LivingIndex(base)
    #expect(try index.waitUntil { try index.texts() == ["a.txt": "changed", "c.txt": "three"] })
    #expect(index.close())
  }

  @Test func aRootThatVanishesIsReportedAndKept() throws {
    let index = try LivingIndex(base) { $0.watching.rootInterval = 50 }
    try index.write("a.txt", "one")
    try index.index(FileUpdate(paths: [Array(index.folder.utf8)]))
    #expect(try index.waitUntil { index.updater.roots.map(\.state) == [.watched] })
    try FileManager.default.moveItem(atPath: index.folder, toPath: base.path + "/away")
    #expect(try index.waitUntil { index.updater.roots.map(\.state) == [.missing] })
    #expect(index.events.all.contains { $0.hasPrefix("warning") && $0.contains("not there") })
    _ = try index.commit()
    #expect(try index.texts() == ["a.txt": "one"])
    try FileManager.default.moveItem(atPath: base.path + "/away", toPath: index.folder)
    #expect(try index.waitUntil { index.updater.roots.map(\.state) == [.watched] })
    #expect(try index.texts() == ["a.txt": "one"])
    #expect(index.close())
  }

  @Test func aRootInsideAnotherIsAPartOfIt() throws {
    let index = try LivingIndex(base)
    try index.write("sub/a.txt", "one")
    try index.index(FileUpdate(paths: [index.path("sub")]))
    try index.index(FileUpdate(paths: [Array(index.folder.utf8)]))
    #expect(index.updater.roots.map(\.path) == [Array(index.folder.utf8)])
    try index.index(FileUpdate(paths: [index.path("sub")]))
    #expect(index.updater.roots.map(\.path) == [Array(index.folder.utf8)])
    #expect(try index.remove([.path(Array(index.folder.utf8))]).removedCount == 1)
    #expect(index.updater.roots.isEmpty)
    #expect(index.close())
  }
}
