#if os(Linux)
  import Platform
  import TestSupport
  import Testing

  @testable import Watching

  #if canImport(Glibc)
    import Glibc
  #endif

  /// File systems that come and go. Only the superuser may mount, and not everywhere: elsewhere there is nothing to test.
  @Suite("Mounting and unmounting", .timeLimit(.minutes(1)))
  struct MountTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.makeDirectory("root/sub")
    }

    private func mountMemory(_ name: String) -> Bool {
      unsafe mount("none", directory.path(of: name), "tmpfs", 0, nil) == 0
    }

    private func unmount(_ name: String) {
      let result = unsafe umount(directory.path(of: name))
      #expect(result == 0)
    }

    private func next(_ follower: Follower) -> WatchBatch.RootChange? {
      let batch = follower.next()
      #expect(batch?.removed.isEmpty != false)
      return batch?.roots.values.first
    }

    @Test("Inside a root, either has it looked through")
    func inside() throws {
      let follower = try Follower([directory.path(of: "root")])
      #expect(next(follower) == .rescan(.started))
      guard mountMemory("root/sub") else { return }
      #expect(next(follower) == .rescan(.mountsChanged))
      try directory.write("1", to: "root/sub/file.txt")
      #expect(follower.next()?.changed.count == 1)
      unmount("root/sub")
      #expect(next(follower) == .rescan(.mountsChanged))
      #expect(follower.files.isEmpty)
    }

    @Test("A root that is unmounted has vanished, though an empty folder is left")
    func root() throws {
      guard mountMemory("root") else { return }
      try directory.write("1", to: "root/file.txt")
      let follower = try Follower([directory.path(of: "root")])
      #expect(next(follower) == .rescan(.started))
      unmount("root")
      // The folder under it is not empty here: it is the root now.
      #expect(next(follower) == .rescan(.returned))
      try directory.removeTree("root/sub")
      try follower.settle()

      guard mountMemory("root") else { return }
      #expect(next(follower) == .rescan(.returned))
      unmount("root")
      #expect(next(follower) == .vanished)
      #expect(try follower.settle().isEmpty)
      guard mountMemory("root") else { return }
      #expect(next(follower) == .rescan(.returned))
      unmount("root")
    }
  }
#endif
