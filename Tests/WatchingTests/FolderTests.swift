#if os(Linux)
  import Platform
  import TestSupport
  import Testing

  @testable import Watching

  @Suite("Folders in a root", .timeLimit(.minutes(1)))
  struct FolderTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.makeDirectory("root")
    }

    private func start(
      options: WatchOptions = Follower.options, isLeftOut: @escaping Watcher.Filter = { _, _, _ in false }
    ) throws -> Follower {
      let follower = try Follower([directory.path(of: "root")], options: options, isLeftOut: isLeftOut)
      #expect(follower.next()?.roots.values.first == .rescan(.started))
      try follower.settle()
      return follower
    }

    private func paths(_ names: [String]) -> [[UInt8]] {
      names.map { directory.path(of: Array("root/\($0)".utf8)) }
    }

    private func batch(removed: [String] = [], changed: [String] = []) -> WatchBatch {
      var batch = WatchBatch()
      batch.removed = paths(removed)
      batch.changed = paths(changed)
      return batch
    }

    @Test("Folders made one inside another, with files in them before they can be watched")
    func newFolders() throws {
      let follower = try start()
      try directory.write("1", to: "root/a/b/c/d/deep.txt")
      try directory.write("2", to: "root/a/b/top.txt")
      #expect(try follower.settle() == [batch(changed: ["a/b/c/d/deep.txt", "a/b/top.txt"])])
      try directory.write("3", to: "root/a/b/c/d/later.txt")
      #expect(try follower.settle() == [batch(changed: ["a/b/c/d/later.txt"])])
    }

    @Test("A folder that moves within the root leaves its old place, and is watched at the new one")
    func movedFolder() throws {
      try directory.write("1", to: "root/a/b/file.txt")
      try directory.makeDirectory("root/x")
      let follower = try start()
      try directory.move("root/a", to: "root/x/y")
      #expect(try follower.settle() == [batch(removed: ["a"], changed: ["x/y/b/file.txt"])])
      try directory.write("2", to: "root/x/y/b/file.txt")
      #expect(try follower.settle() == [batch(changed: ["x/y/b/file.txt"])])
    }

    @Test("A folder that moves out of the root is a removal of all that was in it; what happens to it then is not told")
    func folderMovedOut() throws {
      try directory.write("1", to: "root/a/b/file.txt")
      let follower = try start()
      try directory.move("root/a", to: "away")
      #expect(try follower.settle() == [batch(removed: ["a"])])
      try directory.write("2", to: "away/b/file.txt")
      #expect(try follower.settle().isEmpty)
      try directory.move("away", to: "root/back")
      #expect(try follower.settle() == [batch(changed: ["back/b/file.txt"])])
    }

    @Test("Two folders that change places")
    func exchangedFolders() throws {
      try directory.write("1", to: "root/a/one.txt")
      try directory.write("2", to: "root/b/two.txt")
      let follower = try start()
      try directory.exchange("root/a", with: "root/b")
      #expect(try follower.settle() == [batch(removed: ["a", "b"], changed: ["a/two.txt", "b/one.txt"])])
      try directory.write("3", to: "root/a/two.txt")
      try directory.write("4", to: "root/b/one.txt")
      #expect(try follower.settle() == [batch(changed: ["a/two.txt", "b/one.txt"])])
    }

    @Test("A file becomes a folder, and a folder a file")
    func otherKind() throws {
      try directory.write("1", to: "root/a")
      try directory.write("2", to: "root/b/file.txt")
      let follower = try start()
      try directory.remove("root/a")
      try directory.write("3", to: "root/a/file.txt")
      try directory.removeTree("root/b")
      try directory.write("4", to: "root/b")
      #expect(try follower.settle() == [batch(removed: ["a", "b"], changed: ["a/file.txt", "b"])])
    }

    @Test("A folder that was never told goes without a word")
    func shortLivedFolder() throws {
      let follower = try start()
      try directory.write("1", to: "root/build/tmp/file.txt")
      try directory.removeTree("root/build")
      try directory.write("2", to: "root/file.txt")
      #expect(try follower.settle() == [batch(changed: ["file.txt"])])
    }

    @Test("Links are not followed, neither those that were there nor those that come")
    func links() throws {
      try directory.write("1", to: "outside/file.txt")
      try directory.makeLink("root/old", to: directory.path(of: "outside"))
      try directory.write("2", to: "root/swapped/file.txt")
      let follower = try start()
      try directory.makeLink("root/new", to: directory.path(of: "outside"))
      try directory.write("3", to: "outside/file.txt")
      #expect(try follower.settle().isEmpty)
      // A folder that becomes a link to one with the same names.
      try directory.write("4", to: "root/swapped/file.txt")
      try directory.move("root/swapped", to: "away")
      try directory.makeLink("root/swapped", to: directory.path(of: "outside"))
      #expect(try follower.settle() == [batch(removed: ["swapped"])])
    }

    @Test("What is left out costs no watches and is not told; other answers count after a rescan")
    func leftOut() throws {
      for number in 0..<50 { try directory.write("", to: "root/node_modules/\(number)/file.txt") }
      try directory.write("1", to: "root/src/file.txt")
      let leavesOut = Monitor(true)
      let follower = try start(isLeftOut: { path, _, isFolder in
        let name = WatchedPath.split(path).name
        return leavesOut.withLock { $0 } && (isFolder ? name == Array("node_modules".utf8) : name.last == 0x6F)
      })
      try directory.write("2", to: "root/node_modules/7/file.txt")
      try directory.write("2", to: "root/src/file.o")
      #expect(try follower.settle().isEmpty)

      leavesOut.withLock { $0 = false }
      follower.watcher.rescan(Array(directory.path(of: "root").utf8))
      #expect(try follower.settle().first?.roots.values.first == .rescan(.requested))
      try directory.write("3", to: "root/node_modules/7/file.txt")
      #expect(try follower.settle() == [batch(changed: ["node_modules/7/file.txt"])])
    }

    @Test("Folders that are left out cost no watches, others one each")
    func watchCount() throws {
      for number in 0..<20 { try directory.write("", to: "root/a/\(number)/node_modules/x/file.txt") }
      let watches = FolderWatches(options: Follower.options) { path, _, _ in path.last == 0x73 }
      watches.addRoot(Array(directory.path(of: "root").utf8), at: 0)
      while watches.isBusy { watches.work(until: 1, clock: { 0 }) }
      #expect(watches.watchCount == 22)
      try directory.move("root/a", to: "b")
      watches.readEvents(at: 1)
      while watches.isBusy { watches.work(until: 2, clock: { 1 }) }
      #expect(watches.watchCount == 1)
    }

    @Test("Ten thousand files at once: made in a folder, moved in with one, moved out with it")
    func manyFiles() throws {
      let follower = try start()
      for number in 0..<10_000 { try directory.write("", to: "new/\(number)") }
      try directory.move("new", to: "root/moved")
      try follower.settle()
      #expect(follower.files.count == 10_000)
      try directory.move("root/moved", to: "away")
      #expect(try follower.settle() == [batch(removed: ["moved"])])
      #expect(follower.files.isEmpty)
    }

    @Test("Names are bytes")
    func names() throws {
      let name: [UInt8] = [0xFF, 0x0A, 0x1B, 0xC3]
      let root = Array("root/".utf8)
      let follower = try start()
      try directory.write(Array("1".utf8), to: root + name + [UInt8(ascii: "/")] + name)
      let path = directory.path(of: root + name)
      #expect(try follower.settle().first?.changed == [path + [UInt8(ascii: "/")] + name])
      try directory.removeTree(root + name)
      #expect(try follower.settle().first?.removed == [path])
    }

    @Test("A tree as deep as paths can be long")
    func deepTree() throws {
      let follower = try start()
      let name = "root" + String(repeating: "/d", count: 400)
      try directory.write("1", to: name + "/file.txt")
      #expect(try follower.settle().last?.changed.count == 1)
      try directory.move("root/d", to: "away")
      #expect(try follower.settle() == [batch(removed: ["d"])])
    }
  }
#endif
