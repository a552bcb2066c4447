import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct WriteTests {
  let directory: TemporaryDirectory
  let environment: Environment

  init() throws {
    directory = try TemporaryDirectory()
    environment = try .scratch(directory.path, mapSize: 1 << 20)
  }

  @Test func anErrorTakesEverythingBack() throws {
    struct Failure: Error {}
    try environment.write { try $0.put("a", [1]) }
    #expect(throws: Failure.self) {
      try environment.write { transaction in
        try transaction.put("a", [2])
        try transaction.put("b", [2])
        throw Failure()
      }
    }
    let reader = try environment.beginRead()
    #expect(try reader.value("a") == [1] && reader.value("b") == nil && reader.id == 1)
  }

  @Test func resultsComeBack() throws {
    #expect(try environment.write { _ in 42 } == 42)
    // Nothing was changed, so there is no new snapshot.
    #expect(try environment.info.lastTransactionID == 0)
  }

  @Test func aNestedWriteIsAnError() throws {
    try environment.write { transaction in
      try transaction.put("a", [1])
      #expect(try code { try environment.write { _ in } } == .nestedWrite)
      try transaction.put("b", [1])
    }
    #expect(try environment.beginRead().keys() == ["a", "b"])
    try environment.write { try $0.put("c", [1]) }
  }

  @Test func aFullMapEndsTheTransactionOnly() throws {
    try environment.write { try $0.put("a", [1]) }
    let large = [UInt8](repeating: 1, count: 100_000)
    let fill = { () throws in
      try environment.write { transaction in
        try transaction.put("a", [2])
        for index in 0..<100 { try transaction.put("large \(index)", large) }
      }
    }
    #expect(try code(fill) == .mapFull)
    #expect(try code(fill) == .mapFull)
    #expect(try environment.beginRead().keys() == ["a"])
    try environment.write { try $0.put("b", large) }
    #expect(try environment.beginRead().value("b") == large)
    #expect(try environment.beginRead().value("a") == [1])
  }

  /// LMDB would say "bad transaction" at the commit.
  @Test func aHiddenFailureComesBackAtTheCommit() throws {
    let hiding = { () throws in
      try environment.write { transaction in
        try? transaction.put("large", [UInt8](repeating: 1, count: 2 << 20))
        let next = try code { try transaction.put("a", [1]) }
        #expect(next == .invalidTransaction)
      }
    }
    #expect(try code(hiding) == .mapFull)
    #expect(try environment.beginRead().keys() == [])
  }

  @Test func readOnlyRefusesWrites() throws {
    let other = try TemporaryDirectory()
    try Environment.scratch(other.path).write { try $0.put("a", [1]) }
    let environment = try Environment.readOnly(other.path)
    #expect(try environment.beginRead().keys() == ["a"])
    #expect(try code { try environment.write { _ in } } == .readOnly)
    #expect(try code { try environment.sync() } == .readOnly)
  }

  @Test func writesStopWhenAFileIsReplaced() throws {
    for name in ["lock.mdb", "data.mdb"] {
      let other = try TemporaryDirectory()
      let environment = try Environment.scratch(other.path)
      try environment.write { try $0.put("a", [1]) }
      try other.remove(name)
      #expect(try code { try environment.write { try $0.put("b", [1]) } } == .replaced)
      try other.write("", to: name)
      #expect(try code { try environment.write { try $0.put("b", [1]) } } == .replaced)
      #expect(try environment.beginRead().keys() == ["a"])
    }
  }

  @Test func durableCommitsAreReadBack() throws {
    let other = try TemporaryDirectory()
    try Environment(at: other.path).write { try $0.put("a", [1]) }
    #expect(try Environment(at: other.path).beginRead().value("a") == [1])
    try Environment.scratch(other.path).sync()
  }

  // MARK: Traps; what they happen to is removed by this process, since that one can't

  @Test func changingWhileWalkingTraps() async {
    let result = await #expect(processExitsWith: .failure) { [path = directory.path(of: "other") as String] in
      try Environment.scratch(path).write { transaction in
        try transaction.put("a", [1])
        unsafe try transaction.forEach { _, _ in try transaction.delete("a") }
      }
    }
    #expect(result?.isTrap == true)
  }

  @Test func changingWhileFillingTraps() async {
    let result = await #expect(processExitsWith: .failure) { [path = directory.path(of: "other") as String] in
      try Environment.scratch(path).write { transaction in
        try transaction.reserve("a", count: 10) { _ in
          try transaction.put("b", [1])
          return []
        }
      }
    }
    #expect(result?.isTrap == true)
  }

  @Test func resettingWhileWalkingTraps() async {
    let result = await #expect(processExitsWith: .failure) { [path = directory.path(of: "other") as String] in
      let environment = try Environment.scratch(path)
      try environment.write { try $0.put("a", [1]) }
      let reader = try environment.beginRead()
      unsafe try reader.forEach { _, _ in
        reader.reset()
        return true
      }
    }
    #expect(result?.isTrap == true)
  }
}

extension ExitTest.Result {
  /// A failure of another kind, such as an error, would be no trap.
  fileprivate var isTrap: Bool { [.signal(SIGILL), .signal(SIGTRAP)].contains(exitStatus) }
}
