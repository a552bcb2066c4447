import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc

  /// Disks, quotas and address space that end. Limits are those of a whole process, so each test runs in one of its own.
  @Suite struct SpaceTests {
    static let value = [UInt8](repeating: 1, count: 100_000)

    /// Puts values until it fails.
    static func fill(_ environment: Environment) throws -> LMDBError? {
      for index in 0..<1000 {
        do {
          try environment.write { transaction in
            try transaction.put("last", [UInt8(index & 0xFF)])
            try transaction.put("fill \(index)", value)
          }
        } catch let error as LMDBError {
          return error
        }
      }
      return nil
    }

    /// A write that fails though there is room: here because the file may not grow beyond a limit.
    @Test func writingStopsAfterAnErrorOfTheSystem() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        let environment = try Environment.scratch(directory.path)
        signal(SIGXFSZ, SIG_IGN)
        try limit(RLIMIT_FSIZE, to: 1 << 20)

        let first = try #require(try SpaceTests.fill(environment))
        #expect(first.code == .io(EIO) || first.code == .io(EFBIG))
        let second = try #require(try SpaceTests.fill(environment))
        #expect(second.code == .stoppedWriting)
        #expect(second.message.contains(first.message))
        let reader = try environment.beginRead()
        #expect(try reader.keys().count > 5)
        #expect(try reader.value("fill 0") == SpaceTests.value)
        #expect(try environment.info.lastTransactionID == reader.id)
      }
    }

    /// The address space that this process uses, in bytes: of the sanitizers' terabytes no limit takes any away.
    static let addressSpace: Int = {
      guard let file = unsafe fopen("/proc/self/statm", "r") else { return .max }
      defer { unsafe fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      guard unsafe fgets(&line, Int32(line.count), file) != nil else { return .max }
      return unsafe strtol(line, nil, 10) * Int(getpagesize())
    }()

    @Test(.enabled(if: addressSpace < 4 << 30)) func theMapIsHalvedUntilItFits() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        try limit(RLIMIT_AS, to: 12 << 30)
        let environment = try Environment(at: directory.path)
        let mapSize = try environment.info.mapSize
        #expect(mapSize >= 256 << 20 && mapSize < 12 << 30 && (64 << 30) % mapSize == 0)
        try environment.write { try $0.put("a", [1]) }
        #expect(try environment.beginRead().keys() == ["a"])
      }
    }

    /// What was made unwritable, lock file and all, can be read, without a lock.
    @Test(.enabled(if: geteuid() == 0)) func withoutTheRightToLock() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        try Environment.scratch(directory.path).write { try $0.put("a", [1]) }
        for (name, mode) in [("data.mdb", 0o400), ("lock.mdb", 0o400), (".", 0o500)] as [(String, mode_t)] {
          try directory.setOwner(12345, of: name)
          try directory.setMode(mode, of: name)
        }
        try check(seteuid(12345))
        defer { seteuid(0) }
        for _ in 0..<2 {
          #expect(try Environment.readOnly(directory.path).beginRead().keys() == ["a"])
          #expect(try code { _ = try Environment.scratch(directory.path) } == .permission)
          // Without a lock file, too.
          seteuid(0)
          try? directory.remove("lock.mdb")
          try check(seteuid(12345))
        }
        #expect(directory.mode(of: "lock.mdb") == nil)
      }
    }

    /// Whether this process may mount file systems, as root in a container often may not.
    static let canMount: Bool = {
      guard let directory = try? TemporaryDirectory() else { return false }
      return (try? withSmallDisk(at: directory.path) {}) != nil
    }()

    @Test(.enabled(if: canMount)) func aFullDisk() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        let path = try directory.makeDirectory("disk")
        try withSmallDisk(at: path) {
          var options = Environment.Options()
          options.reservedSpace = 0
          let environment = try Environment(at: path, options: options)
          let error = try #require(try SpaceTests.fill(environment))
          #expect(error.code == .diskFull)
          // What was committed can be read, and once there is room again it goes on without a new start.
          let count = try environment.beginRead().keys().count
          #expect(count > 5)
          #expect(try code { try environment.write { try $0.put("more", SpaceTests.value) } } == .diskFull)
          #expect(try environment.beginRead().keys().count == count)
          try environment.write { transaction in
            for index in 0..<5 { try transaction.delete("fill \(index)") }
          }
          #expect(!environment.hasStoppedWriting)
          try check(unsafe mount("none", path, "tmpfs", UInt(MS_REMOUNT), "size=64m"))
          try environment.write { try $0.put("more", [UInt8](repeating: 2, count: 2 << 20)) }
        }
      }
    }

    /// So much is kept free that a write is refused before anything of it is written.
    @Test(.enabled(if: canMount)) func aDiskThatIsNearlyFull() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        let path = try directory.makeDirectory("disk")
        try withSmallDisk(at: path) {
          // A twentieth of it, 105 kB, is less than the usual 64 MB.
          let environment = try Environment(at: path)
          let error = try #require(try SpaceTests.fill(environment))
          #expect(error.code == .diskFull && error.message.contains("104 kB are kept free"), "\(error)")
          let info = try environment.info
          for _ in 0..<3 {
            #expect(try code { try environment.write { try $0.put("small", [1]) } } == .diskFull)
          }
          try environment.settle()
          #expect(try environment.info.fileBytes == info.fileBytes)
          // A copy that has no room is not begun.
          #expect(try code { try environment.copy(to: path + "/other") } == .diskFull)
          #expect(try code { try environment.compact() } == .diskFull)
          #expect(directory.mode(of: "disk/other") == nil && directory.mode(of: "disk/copy") == nil)

          #expect(try environment.beginRead().keys().count == info.entries)
          try check(unsafe mount("none", path, "tmpfs", UInt(MS_REMOUNT), "size=64m"))
          try environment.write { try $0.put("more", SpaceTests.value) }
          try environment.compact()
        }
      }
    }

    @Test(.enabled(if: canMount)) func aReadOnlyDisk() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        let path = try directory.makeDirectory("disk")
        try withSmallDisk(at: path) {
          try Environment(at: path).write { try $0.put("a", [1]) }
          try check(unsafe mount("none", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil))
          #expect(try Environment.readOnly(path).beginRead().keys() == ["a"])
          #expect(try code { _ = try Environment(at: path) } == .readOnlyFileSystem)
          #expect(try code { _ = try WriterLock(directory: path) } == .readOnlyFileSystem)
          // Without a lock file, too.
          try check(unsafe mount("none", path, "tmpfs", UInt(MS_REMOUNT), nil))
          try directory.remove("disk/lock.mdb")
          try check(unsafe mount("none", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil))
          #expect(try Environment.readOnly(path).beginRead().keys() == ["a"])
          #expect(directory.mode(of: "disk/lock.mdb") == nil)
        }
      }
    }
  }

  private struct SystemFailure: Error {
    let number = errno
  }

  private func check(_ result: Int32) throws {
    guard result == 0 else { throw SystemFailure() }
  }

  private func limit(_ resource: __rlimit_resource, to bytes: UInt) throws {
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    try check(unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit))
  }

  /// Runs `body` with a file system of 2 MB at a directory, which is taken away afterwards.
  private func withSmallDisk(at path: String, _ body: () throws -> Void) throws {
    try check(unsafe mount("none", path, "tmpfs", 0, "size=2m,mode=700"))
    defer { unsafe umount2(path, Int32(MNT_DETACH)) }
    try body()
  }
#endif
