#if os(Linux)
  import Platform
  import TestSupport
  import Testing

  @testable import Watching

  @Suite("Roots that come and go", .timeLimit(.minutes(1)))
  struct RootTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
    }

    private func change(of follower: Follower) -> WatchBatch.RootChange? {
      guard let batch = follower.next() else { return nil }
      #expect(batch.removed.isEmpty)
      return batch.roots.values.first
    }

    @Test("A root that is moved away vanishes, which is said once and of nothing in it, and it may come back")
    func movedAway() throws {
      try directory.write("1", to: "root/a/file.txt")
      let follower = try Follower([directory.path(of: "root")])
      #expect(change(of: follower) == .rescan(.started))
      try directory.write("2", to: "root/a/file.txt")
      try directory.remove("root/a/file.txt")
      try directory.move("root", to: "away")
      #expect(change(of: follower) == .vanished)
      try directory.write("3", to: "away/a/other.txt")
      #expect(try follower.settle().isEmpty)
      try directory.move("away", to: "root")
      #expect(change(of: follower) == .rescan(.returned))
      try directory.write("4", to: "root/a/third.txt")
      #expect(follower.next()?.changed.count == 1)
      #expect(follower.files == Follower.tree(at: Array(directory.path(of: "root").utf8)))
    }

    @Test("A root that is removed and made again at once is looked through")
    func replaced() throws {
      try directory.write("1", to: "root/a/file.txt")
      let follower = try Follower([directory.path(of: "root")])
      #expect(change(of: follower) == .rescan(.started))
      try directory.removeTree("root")
      try directory.write("1", to: "root/b/file.txt")
      #expect(change(of: follower) == .rescan(.returned))
      try directory.write("2", to: "root/b/file.txt")
      #expect(follower.next()?.changed.count == 1)
      #expect(follower.files == Follower.tree(at: Array(directory.path(of: "root").utf8)))
    }

    @Test("A folder above the root is moved, of which the kernel tells nothing")
    func movedAbove() throws {
      try directory.write("1", to: "x/root/file.txt")
      let follower = try Follower([directory.path(of: "x/root")])
      #expect(change(of: follower) == .rescan(.started))
      try directory.move("x", to: "y")
      #expect(change(of: follower) == .vanished)
    }

    @Test("A root that is not there yet")
    func missing() throws {
      let follower = try Follower([directory.path(of: "root")])
      #expect(change(of: follower) == .vanished)
      #expect(try follower.settle().isEmpty)
      try directory.write("1", to: "root/file.txt")
      #expect(change(of: follower) == .rescan(.returned))
      #expect(follower.files.count == 1)
    }

    @Test("A root that is there again for a moment only is not told as vanished once more")
    func momentary() throws {
      let watches = FolderWatches(options: Follower.options) { _, _, _ in false }
      let root = Array(directory.path(of: "root").utf8)
      watches.addRoot(root, at: 0)
      #expect(watches.takeBatch(at: 1_000)?.roots == [root: .vanished])
      try directory.makeDirectory("root")
      watches.checkRoots(at: 2_000)
      #expect(watches.hasNews)
      try directory.removeTree("root")
      #expect(watches.takeBatch(at: 3_000) == nil)
      #expect(watches.takeBatch(at: 4_000) == nil)
      #expect(!watches.hasNews)
    }

    @Test("A root that is a link is watched where it leads to")
    func link() throws {
      try directory.write("1", to: "real/file.txt")
      try directory.write("1", to: "other/second.txt")
      try directory.makeLink("root", to: "real")
      let root = directory.path(of: "root")
      let follower = try Follower([root])
      #expect(change(of: follower) == .rescan(.started))
      try directory.write("2", to: "real/file.txt")
      #expect(follower.next()?.changed == [Array("\(root)/file.txt".utf8)])
      try directory.remove("root")
      try directory.makeLink("root", to: "other")
      #expect(change(of: follower) == .rescan(.returned))
      #expect(follower.files.keys.first == Array("\(root)/second.txt".utf8))
    }

    @Test("A root that is a file: only it is told, and it survives being replaced")
    func file() throws {
      let path = Array(try directory.write("1", to: "notes.md").utf8)
      let follower = try Follower([String(decoding: path, as: UTF8.self)])
      #expect(change(of: follower) == .rescan(.started))
      try directory.write("", to: "another.md")
      try directory.write("2", to: ".tmp")
      try directory.move(".tmp", to: "notes.md")
      #expect(follower.next()?.changed == [path])
      #expect(follower.files == [path: Array("2".utf8)])
      try directory.remove("notes.md")
      #expect(change(of: follower) == .vanished)
      try directory.write("3", to: "notes.md")
      #expect(change(of: follower) == .rescan(.returned))
      #expect(follower.files == [path: Array("3".utf8)])
    }

    @Test("A file behind a link is looked at now and then")
    func linkedFile() throws {
      try directory.write("1", to: "real/notes.md")
      try directory.write("1", to: "real/second.md")
      try directory.makeLink("notes.md", to: "real/notes.md")
      let path = Array(directory.path(of: "notes.md").utf8)
      let follower = try Follower([directory.path(of: "notes.md")])
      #expect(change(of: follower) == .rescan(.started))
      try directory.write("2", to: "real/notes.md")
      #expect(follower.next()?.changed == [path])
      try directory.remove("notes.md")
      try directory.makeLink("notes.md", to: "real/second.md")
      #expect(follower.next()?.changed == [path])
    }

    @Test("Roots come and go while others are watched, and one inside another is its own")
    func severalRoots() throws {
      try directory.write("1", to: "a/inner/file.txt")
      try directory.write("1", to: "b/file.txt")
      let (a, b) = (directory.path(of: "a"), directory.path(of: "b"))
      let follower = try Follower([a, a + "/inner"])
      try follower.settle()
      follower.watcher.add(Array(b.utf8))
      follower.watcher.add(Array("\(b)/".utf8))
      #expect(try follower.settle().map(\.roots) == [[Array(b.utf8): .rescan(.started)]])
      try directory.write("2", to: "a/inner/file.txt")
      #expect(try follower.settle().map(\.changed) == [[Array("\(a)/inner/file.txt".utf8)]])
      follower.watcher.remove(Array(b.utf8))
      try directory.write("2", to: "b/file.txt")
      #expect(try follower.settle().isEmpty)
      try directory.move("a/inner", to: "away")
      var expected = WatchBatch()
      expected.roots = [Array("\(a)/inner".utf8): .vanished]
      #expect(try follower.settle() == [expected])
      follower.watcher.remove(Array("\(a)/inner".utf8))
      #expect(try follower.settle().map(\.roots) == [[Array(a.utf8): .rescan(.requested)]])
      try directory.move("away", to: "a/inner")
      #expect(try follower.settle().map(\.changed) == [[Array("\(a)/inner/file.txt".utf8)]])
    }

    @Test("Stopping ends the thread, whoever waits")
    func stopping() throws {
      for number in 0..<200 { try directory.write("", to: "root/\(number)/file.txt") }
      let watcher = try Watcher(roots: [Array(directory.path(of: "root").utf8)], options: Follower.options)
      let hasReturned = Monitor(false)
      try Thread.start {
        while watcher.next() != nil {}
        hasReturned.withLock { $0 = true }
        hasReturned.broadcast()
      }
      SystemClock.sleep(milliseconds: 20)
      watcher.stop()
      #expect(hasReturned.waiting(milliseconds: 5_000) { $0 })
      #expect(watcher.next() == nil)
      for _ in 0..<500 where !watcher.hasEnded { SystemClock.sleep(milliseconds: 10) }
      #expect(watcher.hasEnded)
    }
  }
#endif
