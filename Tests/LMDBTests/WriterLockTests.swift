import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct WriterLockTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func oneHolderAtATime() throws {
    let path = directory.path(of: "index")
    do {
      let lock = try WriterLock(directory: path)
      #expect(directory.mode(of: "index") == 0o700 && directory.mode(of: "index/writer.lock") == 0o600)
      let error = #expect(throws: LMDBError.self) { _ = try WriterLock(directory: path) }
      #expect(error?.code == .busy)
      #expect(error?.message.contains("process \(getpid()) ") == true)
      withExtendedLifetime(lock) {}
    }
    #expect(try directory.contents(of: "index/writer.lock") == [])
    _ = try WriterLock(directory: path)
  }

  @Test func theLockLeavesReadersAndTransactionsAlone() throws {
    let environment = try Environment.scratch(directory.path)
    let lock = try WriterLock(directory: directory.path)
    try environment.write { try $0.put("a", [1]) }
    #expect(try environment.beginRead().keys() == ["a"])
    withExtendedLifetime(lock) {}
  }

  @Test func filesThatAreNone() throws {
    try directory.makeLink("writer.lock", to: "elsewhere")
    #expect(try code { _ = try WriterLock(directory: directory.path) } == .symlink)
    #expect(directory.mode(of: "elsewhere") == nil)
    try directory.remove("writer.lock")
    try directory.makeFIFO("writer.lock")
    #expect(try code { _ = try WriterLock(directory: directory.path) } == .notARegularFile)
  }

  /// What a holder left that was killed names nobody: the lock is free.
  @Test func aStaleFileIsNoLock() throws {
    try directory.write("12345\n", to: "writer.lock")
    try directory.setMode(0o600, of: "writer.lock")
    let lock = try WriterLock(directory: directory.path)
    #expect(try directory.contents(of: "writer.lock") == Array("\(getpid())\n".utf8))
    withExtendedLifetime(lock) {}
  }

  #if canImport(Glibc)
    /// A process that is just being started has our open files until it runs its program.
    @Test func theLockGoesThoughACopyOfItsFileStays() throws {
      let path = directory.path(of: "index")
      var copy: Int32 = -1
      do {
        let lock = try WriterLock(directory: path)
        copy = try #require(
          (0..<Int32(1024)).first { number in
            var name = [CChar](repeating: 0, count: 4096)
            let count = unsafe readlink("/proc/self/fd/\(number)", &name, name.count)
            return count > 0 && name[..<count].elementsEqual((path + "/writer.lock").utf8.map(CChar.init(bitPattern:)))
          }.map { dup($0) })
        withExtendedLifetime(lock) {}
      }
      defer { close(copy) }
      _ = try WriterLock(directory: path)
    }
  #endif
}
