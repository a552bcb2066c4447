import Dispatch
import LMDB
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Copies of an environment, and copies that take the place of its data file.
@Suite struct CopyTests {
  private struct GivenUp: Error {}

  private let directory: TemporaryDirectory
  private var source: String { directory.path(of: "source") }
  private var target: String { directory.path(of: "target") }

  init() throws {
    directory = try TemporaryDirectory()
    try directory.makeDirectory("source")
  }

  /// Writes and deletes values of all sizes in a few transactions.
  private func fill(
    _ environment: Environment, _ model: inout [String: [UInt8]], _ random: inout SplitMix64, transactions: Int = 12
  ) throws {
    for _ in 0..<transactions {
      try environment.write { transaction in
        for _ in 0..<1 + random.below(60) {
          let key = "key \(random.below(300))"
          if random.below(3) == 0 {
            try transaction.delete(key)
            model[key] = nil
          } else {
            let count = random.below(8) == 0 ? random.below(300_000) : random.below(3000)
            let value = [UInt8](repeating: UInt8(random.below(256)), count: count)
            try transaction.put(key, value)
            model[key] = value
          }
        }
      }
    }
  }

  private func expect(_ environment: Environment, toHold model: [String: [UInt8]]) throws {
    let reader = try environment.beginRead()
    #expect(try reader.keys() == model.keys.sorted())
    for (key, value) in model { #expect(try reader.value(key) == value, "\(key)") }
  }

  // MARK: Copies

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func aCopyHoldsWhatItsSnapshotSees(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var model: [String: [UInt8]] = [:]
    let environment = try Environment.scratch(source)
    try fill(environment, &model, &random)
    let copied = model
    var reports: [Int] = []
    let byteCount = try environment.copy(
      to: target,
      onProgress: { done, total in
        #expect(done <= total)
        reports.append(done)
        // What is committed meanwhile is not in it.
        try? fill(environment, &model, &random, transactions: 1)
      })
    #expect(reports == reports.sorted() && !reports.isEmpty)
    try expect(environment, toHold: model)
    let copy = try Environment.scratch(target)
    try expect(copy, toHold: copied)
    let info = try copy.info
    #expect(info.fileBytes == byteCount && info.freePages == 0)
    #expect(info.usedBytes <= byteCount)
    #expect(directory.mode(of: "target") == 0o700 && directory.mode(of: "target/data.mdb") == 0o600)
    #expect(directory.mode(of: "target/copy") == nil)
  }

  @Test func manyTransactionsMakeOneCopy() throws {
    let environment = try Environment.scratch(source, mapSize: 512 << 20)
    let value = [UInt8](repeating: 7, count: 262_128)
    for start in stride(from: 0, to: 320, by: 40) {
      try environment.write { transaction in
        for index in start..<start + 40 { try transaction.put("\(1000 + index)", value) }
      }
    }
    let huge = [UInt8](repeating: 9, count: 20 << 20)
    try environment.write { transaction in
      for index in stride(from: 0, to: 320, by: 2) { try transaction.delete("\(1000 + index)") }
      try transaction.put("huge", huge)
    }
    let before = try environment.info
    let byteCount = try environment.copy(to: target)
    #expect(byteCount < before.fileBytes / 3 * 2)
    let copy = try Environment.scratch(target, mapSize: 512 << 20)
    let info = try copy.info
    #expect(info.entries == 161 && info.fileBytes - info.usedBytes < 40 * info.pageSize)
    #expect(try copy.beginRead().value("1319") == value)
    #expect(try copy.beginRead().value("huge") == huge)
  }

  @Test func nothingIsLeftOfACopyThatFails() throws {
    let environment = try Environment.scratch(source)
    try environment.write { try $0.put("a", [1]) }
    #expect(try code { try environment.copy(to: target, isCancelled: { true }) } == .cancelled)
    #expect(directory.mode(of: "target") == nil)
    try directory.makeDirectory("target")
    #expect(try code { try environment.copy(to: target, isCancelled: { true }) } == .cancelled)
    #expect(directory.mode(of: "target/copy") == nil)
    #expect(try code { try environment.compact(isCancelled: { true }) } == .cancelled)
    #expect(directory.mode(of: "source/copy") == nil)
    try environment.write { try $0.put("b", [1]) }
    #expect(try code { try environment.copy(to: directory.path(of: "no/target")) } == .notFound)
  }

  @Test func aDirectoryInUseIsRefusedButForWhatACrashLeft() throws {
    let environment = try Environment.scratch(source)
    try environment.write { try $0.put("a", [1]) }
    try directory.write("half a copy", to: "target/copy/data.mdb")
    try directory.setMode(0o600, of: "target/copy/data.mdb")
    try environment.copy(to: target)
    #expect(try code { try environment.copy(to: target) } == .notEmpty)
    #expect(try code { try environment.copy(to: source) } == .notEmpty)
    #expect(try Environment.readOnly(target).beginRead().keys() == ["a"])
    try directory.write("half a copy", to: "target/copy/data.mdb")
    try Environment.removeUnfinishedCopy(in: target)
    #expect(directory.mode(of: "target/copy") == nil)
  }

  @Test func smallFilesGoWithIt() throws {
    let environment = try Environment.scratch(source)
    try environment.write { try $0.put("a", [1]) }
    try directory.write("some roots", to: "source/roots")
    try directory.setMode(0o600, of: "source/roots")
    try environment.copy(to: target, with: ["roots", "none"])
    #expect(try directory.contents(of: "target/roots") == Array("some roots".utf8))
    #expect(directory.mode(of: "target/none") == nil)
    // A file that may be another's is not taken, and nothing of the copy stays.
    try directory.setMode(0o666, of: "source/roots")
    let other = directory.path(of: "other")
    #expect(try code { try environment.copy(to: other, with: ["roots"]) } == .unsafePermissions)
    #expect(directory.mode(of: "other") == nil)
  }

  // MARK: In the place of the data file

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func whatIsCompactedGoesOnAsBefore(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var model: [String: [UInt8]] = [:]
    for _ in 0..<4 {
      let environment = try Environment.scratch(source)
      try fill(environment, &model, &random, transactions: 1 + random.below(9))
      let reader = try environment.beginRead()
      let lastTransaction = try environment.info.lastTransactionID
      let (before, after) = try environment.compact()
      #expect(after <= before)
      #expect(try code { try environment.write { try $0.put("lost", [1]) } } == .replaced)
      #expect(try reader.keys() == model.keys.sorted())
      try reader.renew()
      #expect(reader.id == lastTransaction)
      try expect(environment, toHold: model)
      _ = consume reader
      // Sound by all that is looked at before it is opened, and numbered as before.
    }
    let environment = try Environment.scratch(source)
    try expect(environment, toHold: model)
    #expect(directory.mode(of: "source/copy") == nil)
  }

  @Test(arguments: 0...3) func numbersOfTransactionsGoOn(count: Int) throws {
    do {
      let environment = try Environment.scratch(source)
      for index in 0..<count { try environment.write { try $0.put("\(index)", [1]) } }
      try environment.compact()
    }
    let environment = try Environment.scratch(source)
    #expect(try environment.info.lastTransactionID == count)
    #expect(try environment.beginRead().keys() == (0..<count).map { "\($0)" })
    for index in count..<count + 3 { try environment.write { try $0.put("\(index)", [1]) } }
    #expect(try environment.info.lastTransactionID == count + 3)
    #expect(try environment.beginRead().keys() == (0..<count + 3).map { "\($0)" })
  }

  #if canImport(Glibc)
    @Test func aFileThatWasReplacedIsClosedInTheEnd() throws {
      do {
        let environment = try Environment.scratch(source)
        try environment.write { try $0.put("a", [UInt8](repeating: 1, count: 1 << 20)) }
        try environment.compact()
      }
      let deadline = ContinuousClock.now + .seconds(10)
      while !OpenDescriptors.below(source).isEmpty, .now < deadline { usleep(1000) }
      #expect(OpenDescriptors.below(source).isEmpty)
    }
  #endif

  @Test func aCommitMeanwhileIsNotLost() throws {
    let environment = try Environment.scratch(source)
    try environment.write { try $0.put("a", [1]) }
    let failure = try code {
      try environment.compact(onProgress: { done, total in
        if done == total { try? environment.write { try $0.put("b", [1]) } }
      })
    }
    #expect(failure == .busy)
    try environment.write { try $0.put("c", [1]) }
    #expect(try environment.beginRead().keys() == ["a", "b", "c"])
    #expect(directory.mode(of: "source/copy") == nil)
  }

  @Test func whoMayOnlyReadCopiesButDoesNotCompact() throws {
    try Environment.scratch(source).write { try $0.put("a", [1]) }
    let environment = try Environment.readOnly(source)
    #expect(try code { try environment.compact() } == .readOnly)
    try environment.copy(to: target)
    #expect(try Environment.scratch(target).beginRead().keys() == ["a"])
  }

  // MARK: Other processes

  /// Another process has the environment open while its file is replaced and while more is committed to the new one. The
  /// numbers of the transactions before are even or odd: readers choose between two pages by that.
  @Test(arguments: 1...4) func aReaderInAnotherProcessKeepsItsFile(commits: Int) async throws {
    do {
      let environment = try Environment.scratch(source)
      for index in 0..<commits { try environment.write { try $0.put("before \(index)", [UInt8(index)]) } }
    }
    let keys = (0..<commits).map { "before \($0)" }
    let replacement = Background { [signs = Signs(directory.path), source] in
      try Self.replace(source, keys: keys, signs)
    }
    await #expect(processExitsWith: .success) { [path = directory.path as String, keys = keys as [String]] in
      try CopyTests.hold(path + "/source", keys: keys, Signs(path))
    }
    try await replacement.end()
    await #expect(processExitsWith: .success) { [path = source as String] in
      try Environment.scratch(path).write { try $0.put("other", [1]) }
    }
    let expected = keys + (0..<5).map { "new \($0)" } + ["other"]
    #expect(try Environment.scratch(source).beginRead().keys() == expected)
  }

  private static func replace(_ source: String, keys: [String], _ signs: Signs) throws {
    try signs.wait(for: "held")
    try Environment.scratch(source).compact()
    // The lock file is not begun anew, since the other process has it.
    let environment = try Environment.scratch(source)
    #expect(try environment.beginRead().keys() == keys)
    try signs.set("replaced")
    try signs.wait(for: "read")
    for index in 0..<5 {
      try environment.write { try $0.put("new \(index)", [1]) }
      #expect(try environment.beginRead().keys() == keys + (0...index).map { "new \($0)" })
      try signs.set("committed \(index)")
      try signs.wait(for: "reread \(index)")
    }
  }

  private static func hold(_ source: String, keys: [String], _ signs: Signs) throws {
    do {
      let environment = try Environment.readOnly(source)
      let reader = try environment.beginRead()
      try signs.set("held")
      try signs.wait(for: "replaced")
      #expect(try reader.keys() == keys)
      try reader.renew()
      #expect(try reader.keys() == keys)
      try signs.set("read")
      for index in 0..<5 {
        try signs.wait(for: "committed \(index)")
        #expect(try environment.beginRead().keys() == keys)
        try reader.renew()
        #expect(try reader.keys() == keys)
        try signs.set("reread \(index)")
      }
    }
    #expect(try Environment.readOnly(source).beginRead().keys() == keys + (0..<5).map { "new \($0)" })
  }

  /// The file of a process that could write is replaced by another process.
  @Test(arguments: 1...2) func aWriterInAnotherProcessIsToldSo(commits: Int) async throws {
    do {
      let environment = try Environment.scratch(source)
      for index in 0..<commits { try environment.write { try $0.put("\(index)", [1]) } }
      let keys = try environment.beginRead().keys()
      await #expect(processExitsWith: .success) { [path = source as String] in
        try Environment.scratch(path).compact()
        try Environment.scratch(path).write { try $0.put("new", [1]) }
      }
      #expect(try code { try environment.write { try $0.put("lost", [1]) } } == .replaced)
      #expect(try environment.beginRead().keys() == keys)
    }
    let environment = try Environment.scratch(source)
    try environment.write { try $0.put("newer", [1]) }
    #expect(try environment.beginRead().keys() == (0..<commits).map { "\($0)" } + ["new", "newer"])
  }
}

/// Work on a thread of its own, which begins at once: the threads of the tests may all be waiting for other processes.
private final class Background: Sendable {
  private let queue = DispatchQueue(label: "test")
  private let outcome = Mutex<Result<Void, any Error>?>(nil)

  init(_ body: @escaping @Sendable () throws -> Void) {
    queue.async { [self] in
      let result = Result(catching: body)
      outcome.withLock { $0 = result }
    }
  }

  /// Waits for its end, and throws what it has thrown.
  func end() async throws {
    let result = await withCheckedContinuation { continuation in
      queue.async { [self] in continuation.resume(returning: outcome.withLock { $0 }) }
    }
    try result?.get()
  }
}

/// Files by which processes tell each other how far they are.
private struct Signs: Sendable {
  struct Timeout: Error {
    let name: String
  }

  private let path: String

  init(_ path: String) { self.path = path }

  func set(_ name: String) throws {
    let file = unsafe open("\(path)/sign \(name)", O_CREAT | O_WRONLY, 0o600 as mode_t)
    guard file >= 0 else { throw Timeout(name: name) }
    close(file)
  }

  func wait(for name: String) throws {
    for _ in 0..<300_000 {
      if unsafe access("\(path)/sign \(name)", F_OK) == 0 { return }
      usleep(1000)
    }
    throw Timeout(name: name)
  }
}
