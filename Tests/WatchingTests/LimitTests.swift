#if os(Linux)
  import Platform
  import TestSupport
  import Testing

  @testable import Watching

  @Suite("Where not everything can be told", .timeLimit(.minutes(1)))
  struct LimitTests {
    private let directory: TemporaryDirectory
    private let root: String

    init() throws {
      directory = try TemporaryDirectory()
      root = try directory.makeDirectory("root")
    }

    private func rescans(_ batches: [WatchBatch]) -> [RescanReason] {
      batches.flatMap(\.roots.values).compactMap {
        if case .rescan(let reason) = $0 { reason } else { nil }
      }
    }

    @Test("The kernel's queue runs over while the watcher is held up: the root is looked through")
    func overflow() throws {
      let file = try FileDescriptor.open("/proc/sys/fs/inotify/max_queued_events".utf8)
      let limit = Int(String(decoding: try file.read(16, at: 0).prefix { $0 > 0x20 }, as: UTF8.self)) ?? 16_384
      guard limit <= 40_000 else { return }
      let gate = Monitor((isClosed: false, isReached: false))
      let follower = try Follower([root]) { _, _, _ in
        gate.withLock { $0.isReached = $0.isClosed }
        gate.broadcast()
        return gate.waiting { $0.isClosed ? nil : false }
      }
      try follower.settle()
      gate.withLock { $0.isClosed = true }
      try directory.write("", to: "root/first")
      // Before it is held up it could still take some events out of the queue.
      #expect(gate.waiting(milliseconds: 10_000) { $0.isReached })
      for number in 0..<limit / 2 + 500 { try directory.write("", to: "root/\(number)") }
      gate.withLock { $0.isClosed = false }
      gate.broadcast()
      #expect(try rescans(follower.settle()) == [.queueOverflow])
      #expect(follower.files.count == limit / 2 + 501)
      try directory.write("1", to: "root/sub/after")
      #expect(try follower.settle().map(\.changed.count) == [1])
    }

    @Test("More changes than a batch holds")
    func tooManyChanges() throws {
      var options = Follower.options
      options.maximumPaths = 50
      let follower = try Follower([root, directory.makeDirectory("other")], options: options)
      try follower.settle()
      try directory.write("1", to: "other/file.txt")
      for number in 0..<200 { try directory.write("", to: "root/\(number % 7)/\(number)") }
      let batches = try follower.settle()
      #expect(Set(batches.flatMap { $0.roots.map(\.key) }) == [Array(root.utf8)])
      #expect(rescans(batches).allSatisfy { $0 == .tooManyChanges })
      #expect(follower.files.count == 201)
    }

    @Test("More folders than may be watched: a warning, and the root is looked through at intervals, until they fit")
    func tooManyFolders() throws {
      var options = Follower.options
      options.maximumWatches = 10
      for number in 0..<20 { try directory.write("1", to: "root/\(number)/file.txt") }
      let follower = try Follower([root], options: options)
      let first = try #require(rescans([follower.next() ?? WatchBatch()]).first)
      #expect(first == .tooManyFolders(watched: 10))
      #expect(first.isWarning)
      #expect("\(first)".contains("sysctl fs.inotify.max_user_watches=524288"))
      for number in 0..<20 { try directory.write("2", to: "root/\(number)/file.txt") }
      while let batch = follower.next(milliseconds: 2_000), rescans([batch]) != [.interval] {}
      #expect(follower.files == Follower.tree(at: Array(root.utf8)))

      for number in 5..<20 { try directory.removeTree("root/\(number)") }
      while let batch = follower.next(milliseconds: 2_000), rescans([batch]) != [.interval] {}
      _ = follower.next(milliseconds: 500)
      #expect(follower.files.count == 5)
      #expect(follower.next(milliseconds: 500) == nil)
    }

    @Test("A folder too many comes later")
    func oneFolderTooMany() throws {
      var options = Follower.options
      options.maximumWatches = 3
      try directory.makeDirectory("root/a")
      let follower = try Follower([root], options: options)
      #expect(try rescans(follower.settle()) == [.started])
      try directory.write("1", to: "root/b/file.txt")
      let batch = try #require(follower.next())
      #expect(rescans([batch]) == [.tooManyFolders(watched: 3)])
      #expect(follower.files.count == 1)
    }

    @Test("What a rescan may have found is told as gone, even if nobody has told that it was there")
    func rescanRace() throws {
      let watcher = try Watcher(roots: [Array(root.utf8)], options: Follower.options)
      defer { watcher.stop() }
      #expect(watcher.next()?.roots.count == 1)
      // Who looks through the root finds this file.
      try directory.write("1", to: "root/short-lived")
      try directory.remove("root/short-lived")
      #expect(watcher.next(milliseconds: 2_000)?.removed == [Array("\(root)/short-lived".utf8)])
      try directory.write("1", to: "root/short-lived")
      try directory.remove("root/short-lived")
      #expect(watcher.next(milliseconds: 300) == nil)
    }

    @Test("Nothing that the kernel could send does harm", arguments: 1...8 as ClosedRange<UInt64>)
    func anyEvent(seed: UInt64) throws {
      var generator = SplitMix64(seed: seed)
      for number in 0..<6 { try directory.write("", to: "root/\(number % 2)/\(number)/file.txt") }
      let watches = FolderWatches(options: Follower.options) { _, _, _ in false }
      watches.addRoot(Array(root.utf8), at: 0)
      let names = ["", ".", "..", "a/b", "/", "0", "1", "2", "file.txt", "\u{FF}"].map { Array($0.utf8) }
      for now in 1...2_000 {
        let event = InotifyEvent(
          watch: Int32(truncatingIfNeeded: generator.below(12)) - 1,
          kinds: .init(rawValue: UInt32(truncatingIfNeeded: generator.next() & generator.next() & generator.next())),
          name: names[generator.below(names.count)])
        watches.handle(event, at: now)
        if generator.below(10) == 0 { watches.work(until: now + 1, clock: { now }) }
        if generator.below(50) == 0 { _ = watches.takeBatch(at: now) }
        if generator.below(50) == 0 { watches.checkRoots(at: now) }
      }
      // It has the truth of what is there: nothing was changed.
      var now = 10_000
      for _ in 0..<20 {
        while watches.isBusy { watches.work(until: now + 1, clock: { now }) }
        let batch = watches.takeBatch(at: now)
        #expect(batch?.roots.values.contains(.vanished) != true)
        now += 1_000
      }
      #expect(watches.watchCount == 9)
    }

    @Test("Where there is no room for names, each may have been told")
    func nameRoom() {
      let room = NameRoom(2)
      let root = WatchedRoot(path: [])
      let names = (0..<3).map { [UInt8($0)] }
      do {
        let folder = WatchedFolder(root: root, base: [], room: room)
        folder.tell(names[0])
        folder.tell(names[0])
        folder.tell(names[1])
        #expect(room.count == 0)
        #expect(names.map(folder.mayHaveTold) == [true, true, false])
        folder.untell(names[1])
        #expect(names.map(folder.mayHaveTold) == [true, false, false])
        folder.tell(names[1])
        folder.tell(names[2])
        #expect(names.allSatisfy(folder.mayHaveTold))
        #expect(room.count == 2)
        let another = WatchedFolder(root: root, base: [], room: room)
        another.tell(names[0])
        #expect(room.count == 1)
      }
      #expect(room.count == 2)
    }

    @Test("File systems of the network are told from others")
    func networkFileSystems() {
      for type in ["nfs4", "cifs", "fuse.sshfs", "9p"] { #expect(NetworkFileSystem.isNetwork(type)) }
      for type in ["ext4", "tmpfs", "fuse", "fuseblk", "fuse.", "btrfs"] { #expect(!NetworkFileSystem.isNetwork(type)) }
    }

    @Test("Paths are in the order of folders, and below a folder is not beside it")
    func paths() {
      let paths = ["/a", "/a/b", "/a/b/c", "/a-b", "/a-b/c", "/a.b", "/b"].map { Array($0.utf8) }
      #expect(paths.shuffled().sorted(by: WatchedPath.precedes) == paths)
      #expect(WatchedPath.isBelow(paths[0], Array("/".utf8)))
      var batch = WatchBatch()
      batch.removed = paths.shuffled()
      batch.sort()
      #expect(batch.removed == ["/a", "/a-b", "/a.b", "/b"].map { Array($0.utf8) })
    }
  }
#endif
