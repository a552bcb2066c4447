#if os(Linux)
  import TestSupport
  import Testing

  @testable import Watching

  @Suite("Whatever happens to a tree, who follows the batches has it", .timeLimit(.minutes(1)))
  struct ChurnTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.makeDirectory("root")
      try directory.makeDirectory("outside")
    }

    private func name(_ generator: inout SplitMix64) -> [UInt8] {
      // Few names, so that they come again; one is not UTF-8, one sorts before the slash.
      [Array("a".utf8), Array("b".utf8), Array("a-b".utf8), [0xFF, 0xFE], Array("c d".utf8)][generator.below(5)]
    }

    private func path(_ generator: inout SplitMix64, in root: String = "root") -> [UInt8] {
      var path = Array(root.utf8)
      for _ in 0...generator.below(3) { path += [UInt8(ascii: "/")] + name(&generator) }
      return path
    }

    /// Does something to the tree, or nothing where the file system says no.
    private func step(_ generator: inout SplitMix64, _ number: Int) {
      let path = path(&generator)
      switch generator.below(12) {
      case 0...3: try? directory.write(Array("\(number)".utf8), to: path)
      case 4, 5: try? directory.makeDirectory(path)
      case 6: try? directory.remove(path)
      case 7: try? directory.removeTree(path)
      case 8, 9: try? directory.move(path, to: self.path(&generator))
      case 10: try? directory.move(path, to: self.path(&generator, in: "outside"))
      default: try? directory.move(self.path(&generator, in: "outside"), to: path)
      }
    }

    @Test("Random changes of files and folders", arguments: 1...6 as ClosedRange<UInt64>)
    func churn(seed: UInt64) throws {
      var generator = SplitMix64(seed: seed)
      for number in 0..<40 { step(&generator, number) }
      let follower = try Follower([directory.path(of: "root")])
      #expect(follower.next()?.roots.values.first == .rescan(.started))
      for number in 0..<500 {
        step(&generator, number)
        if generator.below(40) == 0 { _ = follower.next(milliseconds: generator.below(40)) }
      }
      try follower.settle()
      #expect(follower.files == Follower.tree(at: Array(directory.path(of: "root").utf8)))
      #expect(follower.batches.dropFirst().allSatisfy { $0.roots.isEmpty })
    }

    @Test("Random changes while the kernel is told of too many folders, and names are not remembered")
    func churnWithinLimits() throws {
      var options = Follower.options
      options.maximumWatches = 4
      options.maximumNames = 3
      options.maximumPaths = 20
      var generator = SplitMix64(seed: 7)
      let follower = try Follower([directory.path(of: "root")], options: options)
      for number in 0..<400 {
        step(&generator, number)
        if generator.below(40) == 0 { _ = follower.next(milliseconds: generator.below(40)) }
      }
      // It comes right with a rescan at the latest.
      try follower.settle()
      for _ in 0..<3 { _ = follower.next(milliseconds: 400) }
      #expect(follower.files == Follower.tree(at: Array(directory.path(of: "root").utf8)))
    }

    @Test("What is told as removed was there")
    func removalsAreNeeded() throws {
      var generator = SplitMix64(seed: 3)
      let follower = try Follower([directory.path(of: "root")])
      _ = follower.next()
      try follower.settle()
      for round in 0..<20 {
        for number in 0..<30 { step(&generator, round * 100 + number) }
        try follower.settle()
      }
      // Empty folders are told as well: nobody else remembers which they are.
      let needed = follower.batches.reduce(0) { $0 + $1.removed.count } - follower.needlessRemovals
      #expect(needed > follower.needlessRemovals)
    }
  }
#endif
