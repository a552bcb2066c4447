import LMDB
import TestSupport
import Testing

@Suite struct EntryTests {
  let directory: TemporaryDirectory
  let environment: Environment

  init() throws {
    directory = try TemporaryDirectory()
    environment = try .scratch(directory.path)
  }

  @Test func putGetDelete() throws {
    try environment.write { transaction in
      try transaction.put("a", [1])
      try transaction.put("b", [])
      try transaction.put("a", [2, 3])
      #expect(try transaction.value("a") == [2, 3])
      try transaction.put("c", [4])
      #expect(try transaction.delete("c"))
      #expect(try !transaction.delete("c"))
    }
    let reader = try environment.beginRead()
    #expect(try reader.value("a") == [2, 3])
    #expect(try reader.value("b") == [])
    #expect(try reader.value("c") == nil)
    #expect(try environment.write { try $0.value("b") } == [])
  }

  @Test func walksInByteOrder() throws {
    try environment.write { transaction in
      for key in ["b", "a", "\u{FF}", "ab", "c"] { try transaction.put(key, []) }
    }
    let reader = try environment.beginRead()
    #expect(try reader.keys() == ["a", "ab", "b", "c", "\u{FF}"])
    #expect(try reader.keys(from: "ab") == ["ab", "b", "c", "\u{FF}"])
    #expect(try reader.keys(from: "aa") == ["ab", "b", "c", "\u{FF}"])
    #expect(try reader.keys(from: "\u{FF}\u{FF}") == [])

    var first: UInt8?
    try unsafe reader.forEach { key, _ in
      first = unsafe key.first
      return false
    }
    #expect(first == UInt8(ascii: "a"))
  }

  @Test func aWalkPassesErrorsOn() throws {
    struct Failure: Error {}
    try environment.write { try $0.put("a", []) }
    let reader = try environment.beginRead()
    #expect(throws: Failure.self) { unsafe try reader.forEach { _, _ in throw Failure() } }
    // The walk is over: this would trap in its midst.
    reader.reset()
  }

  @Test func appendWantsAscendingKeys() throws {
    try environment.write { transaction in
      for index in 100..<1000 { try transaction.append("\(index)", [UInt8](repeating: 7, count: 30)) }
      #expect(try code { try transaction.append("500", []) } == .keyOutOfOrder)
      // The transaction goes on.
      try transaction.append("9990", [1])
    }
    #expect(try environment.beginRead().keys().count == 901)
  }

  @Test func sizesOfKeys() throws {
    let longest = String(repeating: "k", count: 511)
    try environment.write { transaction in
      try transaction.put(longest, [1])
      #expect(try code { try transaction.put(longest + "k", [1]) } == .badKeySize)
      #expect(try code { try transaction.put("", [1]) } == .badKeySize)
      #expect(try code { try transaction.delete("") } == .badKeySize)
      #expect(try code { _ = try transaction.value("") } == .badKeySize)
    }
    let reader = try environment.beginRead()
    #expect(try reader.keys() == [longest])
    #expect(try reader.value(longest + "k") == nil)
  }

  @Test func reservedBytesAreZeroUntilFilled() throws {
    try environment.write { transaction in
      // Of memory that was used before.
      try transaction.put("k", [UInt8](repeating: 7, count: 100_000))
      try transaction.delete("k")
      try transaction.reserve("k", count: 100_000) { found in
        #expect(found == [UInt8](repeating: 0, count: 100_000))
        return [1, 2, 3]
      }
    }
    let value = try environment.beginRead().value("k")
    #expect(value == [1, 2, 3] + [UInt8](repeating: 0, count: 99_997))
  }

  @Test func aFailedFillLeavesNoValue() throws {
    struct Failure: Error {}
    try environment.write { transaction in
      try transaction.put("k", [1])
      #expect(throws: Failure.self) { try transaction.reserve("k", count: 10) { _ in throw Failure() } }
      #expect(try transaction.value("k") == nil)
      #expect(try code { try transaction.reserve("k", count: -1) { $0 } } == .badValueSize)
      #expect(try code { try transaction.reserve("k", count: 1 << 32) { $0 } } == .badValueSize)
      try transaction.put("l", [2])
    }
    #expect(try environment.beginRead().keys() == ["l"])
  }

  /// The chunk size of the index rests on this.
  @Test func aValueOf262128BytesFills64Pages() throws {
    let before = try environment.info
    #expect(before.pageSize == 4096 || 262_144 % before.pageSize == 0)
    try environment.write { try $0.put("k", [UInt8](repeating: 1, count: 262_128)) }
    #expect(try environment.info.overflowPages * before.pageSize == 262_144)
    try environment.write { try $0.put("k", [UInt8](repeating: 1, count: 262_129)) }
    #expect(try environment.info.overflowPages * before.pageSize == 262_144 + before.pageSize)
  }

  @Test func figures() throws {
    let value = [UInt8](repeating: 1, count: 100_000)
    try environment.write { transaction in
      for index in 0..<10 { try transaction.put("\(index)", value) }
    }
    let full = try environment.info
    #expect(full.entries == 10 && full.depth == 1 && full.leafPages == 1 && full.branchPages == 0)
    #expect(full.path == directory.path && full.mapSize == 64 << 20 && full.lastTransactionID == 1)
    let pagesOfOne = (100_016 + full.pageSize - 1) / full.pageSize
    #expect(full.overflowPages == 10 * pagesOfOne)

    try environment.write { transaction in
      for index in 0..<9 { try transaction.delete("\(index)") }
    }
    let sparse = try environment.info
    #expect(sparse.entries == 1 && sparse.lastPage >= full.lastPage)
    #expect(sparse.overflowPages == pagesOfOne && sparse.freePages >= 9 * pagesOfOne)
    // The two meta pages, and one page for each tree.
    #expect(sparse.usedPages - pagesOfOne == 4)
    #expect(sparse.usedBytes == sparse.usedPages * sparse.pageSize)
  }
}
