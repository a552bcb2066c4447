import LMDB
import Synchronization
import TestSupport
import Testing

@Suite struct ThreadTests {
  /// The system gives the number of a removed directory to the next one that is made, on any thread.
  @Test(.timeLimit(.minutes(1))) func aNewDirectoryIsNotTakenForARemovedOne() throws {
    let failures = onThreads(4) { _ in
      for _ in 0..<300 {
        var directory: TemporaryDirectory? = try TemporaryDirectory()
        let path = try #require(directory?.path)
        let environment = try Environment.scratch(path)
        directory = nil
        withExtendedLifetime(environment) {}
      }
    }
    #expect(failures.isEmpty)
  }

  /// A writer adds 1 to each of some counters per transaction and stores values of a size that changes; whatever a
  /// reader sees, the counters are equal, and it never sees an older state than before.
  @Test(.timeLimit(.minutes(1))) func twentyReadersAndAWriter() throws {
    let directory = try TemporaryDirectory()
    let environment = try Environment.scratch(directory.path)
    let counters = (0..<20).map { "counter \($0)" }
    let write = { @Sendable (number: Int) in
      try environment.write { transaction in
        for (index, counter) in counters.enumerated() {
          let value = [UInt8](repeating: UInt8(number & 0xFF), count: 1 + (number * 7919 + index * 104_729) % 9000)
          try transaction.put(counter, value)
        }
      }
    }
    try write(0)
    let isDone = Atomic(false)
    let snapshots = Atomic(0)
    let failures = onThreads(21) { thread in
      if thread == 20 {
        defer { isDone.store(true, ordering: .relaxed) }
        for number in 1...400 { try write(number) }
        return
      }
      var reader = try environment.beginRead()
      var last = reader.id
      repeat {
        let values = try counters.map { try reader.value($0) ?? [] }
        let first = try #require(values.first?.first)
        #expect(values.allSatisfy { $0.allSatisfy { $0 == first } } && values.allSatisfy { !$0.isEmpty })
        #expect(reader.id >= last)
        last = reader.id
        snapshots.add(1, ordering: .relaxed)
        switch thread % 3 {
        case 0: try reader.renew()
        case 1:
          reader.reset()
          try reader.renew()
        default: reader = try environment.beginRead()
        }
      } while !isDone.load(ordering: .relaxed)
    }
    #expect(failures.isEmpty)
    #expect(snapshots.load(ordering: .relaxed) >= 20)
    #expect(try environment.info.lastTransactionID == 401)
  }

  @Test func writersTakeTurns() throws {
    let directory = try TemporaryDirectory()
    let environment = try Environment.scratch(directory.path)
    let failures = onThreads(8) { _ in
      for _ in 0..<50 {
        try environment.write { transaction in
          let count = try transaction.value("count")?.count ?? 0
          try transaction.put("count", [UInt8](repeating: 1, count: count + 1))
        }
      }
    }
    #expect(failures.isEmpty)
    #expect(try environment.beginRead().value("count")?.count == 400)
  }

  @Test func manyThreadsOpenOnce() throws {
    let directory = try TemporaryDirectory()
    let opened = Atomic(0)
    let failures = onThreads(8) { _ in
      for _ in 0..<25 {
        let code = try code {
          let environment = try Environment.scratch(directory.path)
          #expect(opened.add(1, ordering: .sequentiallyConsistent).newValue == 1)
          try environment.write { try $0.put("a", [1]) }
          opened.subtract(1, ordering: .sequentiallyConsistent)
        }
        #expect(code == nil || code == .alreadyOpen)
      }
    }
    #expect(failures.isEmpty)
  }
}
