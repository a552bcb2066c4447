import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What processes that use one environment see of each other. The other process is an exit test.
@Suite struct ProcessTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func anotherProcessReadsAndWrites() async throws {
    let environment = try Environment.scratch(directory.path)
    try environment.write { try $0.put("a", [1]) }
    let reader = try environment.beginRead()
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      #expect(try Environment.readOnly(path).beginRead().keys() == ["a"])
      try Environment.scratch(path).write { try $0.put("b", [2]) }
    }
    #expect(try reader.keys() == ["a"])
    try reader.renew()
    #expect(try reader.keys() == ["a", "b"])
  }

  @Test func theSlotsOfADeadProcessAreCleared() async throws {
    let environment = try Environment.scratch(directory.path, maxReaders: 2)
    try environment.write { try $0.put("a", [1]) }
    for _ in 0..<2 {
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = directory.path as String] in
        let environment = try Environment.scratch(path)
        let readers = [try environment.beginRead(), try environment.beginRead()]
        withExtendedLifetime(readers) { _ = raise(SIGKILL) }
      }
      #expect(try code { _ = try environment.beginRead() } == .readersFull)
      #expect(try environment.clearStaleReaders() == 2)
      #expect(try environment.beginRead().keys() == ["a"])
    }
  }

  @Test func theWriterOfADeadProcessIsNotWaitedFor() async throws {
    let environment = try Environment.scratch(directory.path)
    try environment.write { try $0.put("a", [1]) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = directory.path as String] in
      try Environment.scratch(path).write { transaction in
        try transaction.put("a", [2])
        raise(SIGKILL)
      }
    }
    try environment.write { try $0.put("b", [1]) }
    #expect(try environment.beginRead().value("a") == [1])
  }

  @Test func theWriterLockIsOneForAllProcesses() async throws {
    do {
      let lock = try WriterLock(directory: directory.path)
      await #expect(processExitsWith: .success) { [path = directory.path as String] in
        let error = #expect(throws: LMDBError.self) { _ = try WriterLock(directory: path) }
        #expect(error?.code == .busy)
        #expect(error?.message.contains("process \(getppid()) ") == true)
      }
      withExtendedLifetime(lock) {}
    }
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = directory.path as String] in
      let lock = try WriterLock(directory: path)
      withExtendedLifetime(lock) { _ = raise(SIGKILL) }
    }
    _ = try WriterLock(directory: directory.path)
  }
}
