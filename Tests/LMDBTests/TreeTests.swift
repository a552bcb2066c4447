import LMDB
import TestSupport
import Testing

/// The pages of LMDB's trees are read before LMDB reads them: a sound file is taken, and whatever else is taken does not take
/// the process down.
@Suite struct TreeTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// One transaction of random puts and deletions; more of the ones or of the others by turns, so that pages are split and
  /// merged again.
  private func change(
    _ environment: Environment, _ expected: inout [String: Int], _ random: inout SplitMix64, isGrowing: Bool
  ) throws {
    try environment.write { transaction in
      for _ in 0..<1 + random.below(60) {
        let key = String(repeating: "k", count: random.below(40)) + "\(random.below(400))"
        if random.below(10) < (isGrowing ? 3 : 7) {
          try transaction.delete(key)
          expected[key] = nil
        } else {
          let size = [0, 1, 30, 300, 2000, 5000, 20_000][random.below(7)]
          try transaction.put(key, [UInt8](repeating: UInt8(size & 0xFF), count: size))
          expected[key] = size
        }
      }
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func everySoundFileIsTaken(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var expected: [String: Int] = [:]
    for round in 0..<40 {
      let environment = try Environment.scratch(directory.path)
      // What a reader sees is not given free.
      let reader = random.below(2) == 0 ? try environment.beginRead() : nil
      for _ in 0..<1 + random.below(4) {
        try change(environment, &expected, &random, isGrowing: round % 20 < 10)
      }
      try #expect(environment.beginRead().keys() == expected.keys.sorted())
      withExtendedLifetime(reader) {}
    }
    let environment = try Environment.scratch(directory.path)
    try environment.write { transaction in for key in expected.keys { try transaction.delete(key) } }
  }

  /// A tree of three levels with a list of free pages that takes pages of its own.
  private func makeFile() throws -> (content: [UInt8], pageSize: Int) {
    let environment = try Environment.scratch(directory.path)
    let long = String(repeating: "key", count: 60)
    try environment.write { transaction in
      for index in 0..<600 { try transaction.put(long + "\(index)", [UInt8](repeating: 7, count: index)) }
      for index in 0..<900 { try transaction.put("large \(index)", [UInt8](repeating: 8, count: 5000)) }
    }
    try environment.write { transaction in for index in 5..<900 { try transaction.delete("large \(index)") } }
    for index in 0..<4 { try environment.write { try $0.put("more \(index)", [1]) } }
    let info = try environment.info
    #expect(info.depth == 3 && info.freePages > 1500)
    return (try directory.contents(of: "data.mdb"), info.pageSize)
  }

  /// Reads everything and changes something.
  private func use() throws {
    let environment = try Environment.scratch(directory.path)
    var sum = 0
    let transaction = try environment.beginRead()
    unsafe try transaction.forEach { key, value in
      sum += unsafe key.reduce(0) { $0 + Int($1) } + value.reduce(0) { $0 + Int($1) }
      return true
    }
    transaction.reset()
    #expect(sum > 0)
    for key in try environment.beginRead().keys().prefix(50) {
      try environment.write { try $0.put(key, [UInt8](repeating: 2, count: 9000)) }
    }
    try environment.write { transaction in
      for key in try environment.beginRead().keys() { try transaction.delete(key) }
    }
    _ = try environment.info
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func damagedTreesAreNotFollowed(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (content, pageSize) = try makeFile()
    let pages = (0..<content.count / pageSize).filter {
      content[$0 * pageSize + 11] == 0 && content[$0 * pageSize + 10] < 16
    }
    let trees = pages.filter { [1, 2, 8].contains(content[$0 * pageSize + 10]) }
    var refused = 0
    for _ in 0..<150 {
      var damaged = content
      // Overflow pages are many.
      let page = random.below(4) == 0 ? pages[random.below(pages.count)] : trees[random.below(trees.count)]
      let start = page * pageSize
      switch random.below(4) {
      case 0:
        damaged[start + random.below(random.below(2) == 0 ? 160 : pageSize)] ^= 1 << UInt8(random.below(8))
      case 1:
        for _ in 0..<1 + random.below(8) { damaged[start + random.below(pageSize)] = UInt8(random.below(256)) }
      case 2:
        let other = pages[random.below(pages.count)] * pageSize
        damaged.replaceSubrange(start..<start + pageSize, with: content[other..<other + pageSize])
      default:
        damaged.replaceSubrange(start..<start + pageSize, with: repeatElement(0, count: pageSize))
      }
      try directory.write(damaged, to: "data.mdb")
      let code = try code { try use() }
      #expect([nil, .damaged, .notAnIndex, .versionMismatch].contains(code), "page \(page)")
      refused += code == nil ? 0 : 1
    }
    #expect(refused > 60)
  }

  /// What a kill or a power cut leaves of a file that was being made: each page may be there, or zeros in its place.
  @Test func aFileThatWasNeverFinishedIsNew() throws {
    var initial: [UInt8] = []
    do {
      let environment = try Environment.scratch(directory.path)
      initial = try directory.contents(of: "data.mdb")
      _ = environment
    }
    let half = initial.count / 2
    #expect(half == (try Environment.scratch(directory.path).info.pageSize))
    let zeros = [UInt8](repeating: 0, count: half)
    let (first, second) = (Array(initial[..<half]), Array(initial[half...]))
    for content in [first, first + zeros, zeros + second, zeros + zeros] {
      try directory.write(content, to: "data.mdb")
      #expect(try code { _ = try Environment.readOnly(directory.path) } != nil)
      #expect(try directory.contents(of: "data.mdb") == content)
      let environment = try Environment.scratch(directory.path)
      try environment.write { try $0.put("a", [1]) }
      #expect(try environment.beginRead().keys() == ["a"])
    }
    // One with a transaction, a shorter one, and one with anything else in it are not.
    let whole = Array(try directory.contents(of: "data.mdb").prefix(initial.count))
    for content in [whole, zeros, first.dropLast(), first + [UInt8](repeating: 1, count: half)] {
      try directory.write(content, to: "data.mdb")
      #expect([.damaged, .notAnIndex].contains(try code { _ = try Environment.scratch(directory.path) }))
      #expect(try directory.contents(of: "data.mdb") == content)
    }
  }
}
