import LMDB
import TestSupport
import Testing

@testable import Index

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Backups, compaction, and what is done after a crash.
@Suite struct UpkeepTests {
  private let directory: TemporaryDirectory
  private var index: String { directory.path(of: "index") }
  private var backup: String { directory.path(of: "backup") }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private static func numbered(_ number: Int, _ text: String) -> IndexDocument {
    var document = document(text)
    document.id = Array("\(number)".utf8)
    return document
  }

  private static func open(_ path: String) throws -> IndexWriter { try IndexWriter(directory: path) }

  private func documentCount(of path: String) throws -> Int {
    try withSnapshot(of: path) { (snapshot) throws in snapshot.documentCount }
  }

  private func exists(_ name: String) -> Bool { unsafe access(directory.path(of: name), F_OK) == 0 }

  // MARK: Backups

  @Test func aBackupIsAnIndexOfOneMoment() throws {
    let writer = try Self.open(index)
    for number in 0..<20 { _ = try writer.apply([.put(Self.numbered(number, "a heron in \(number)"))]) }
    try directory.write("{}", to: "index/roots.json")
    var number = 20
    try writer.reader.copy(
      to: backup,
      onProgress: { _, _ in
        do {
          _ = try writer.apply([.put(Self.numbered(number, "an egret")), .remove(.id(Array("3".utf8)))])
          number += 1
        } catch {
          Issue.record(error)
        }
      })
    #expect(number > 20 && writer.manifest.documentCount == number - 1)
    #expect(try check(backup).findings.isEmpty)
    #expect(try documentCount(of: backup) == 20)
    #expect(try directory.contents(of: "backup/roots.json") == Array("{}".utf8))
    let space = try IndexReader(directory: backup).space()
    #expect(space.freeBytes == 0 && !space.isWorthCompacting)

    // It is written to like any other.
    _ = try Self.open(backup).apply([.put(Self.numbered(99, "a crane"))])
    #expect(try documentCount(of: backup) == 21)
    let error = #expect(throws: LMDBError.self) { try writer.reader.copy(to: backup) }
    #expect(error?.code == .notEmpty)
  }

  // MARK: Compaction

  private func makeHoles() throws {
    let writer = try Self.open(index)
    var random = SplitMix64(seed: 5)
    func text() -> String { (0..<300).map { _ in "w\(random.below(100_000))" }.joined(separator: " ") }
    for _ in 0..<6 { _ = try writer.apply((0..<100).map { .put(Self.numbered($0, text())) }) }
    while let merge = try writer.makeMerge(MergePolicy(), isAtRest: true) {
      try merge.run()
      try writer.publish(merge)
    }
  }

  @Test func aCompactedIndexGoesOn() throws {
    try makeHoles()
    for round in 0..<2 {
      let writer = try Self.open(index)
      let space = try writer.reader.space()
      #expect(space.fileBytes >= space.usedBytes && space.isWorthCompacting == (round == 0))
      let session = try writer.reader.makeSession()
      let (before, after) = try writer.compact()
      #expect(before == space.fileBytes && after <= space.usedBytes)
      // Reading goes on in the old file; writing does not.
      try session.withSnapshot { #expect($0.documentCount == 100) }
      let error = #expect(throws: LMDBError.self) { try writer.apply([.put(Self.numbered(1000, "lost"))]) }
      #expect(error?.code == .replaced)
    }
    #expect(try check(index).findings.isEmpty)
    let writer = try Self.open(index)
    _ = try writer.apply([.put(Self.numbered(1000, "kept"))])
    try writer.reader.makeSession().withSnapshot { #expect($0.documentCount == 101) }
  }

  @Test func mergingAllGivesSpaceBackIfThereIsSome() throws {
    try makeHoles()
    let before = try IndexReader(directory: index).space()
    let first = try SegmentMerger(directory: index).compact()
    #expect(try #require(first.bytes).after <= before.usedBytes)
    let second = try SegmentMerger(directory: index).compact()
    #expect(second.segmentCount == 1 && second.bytes == nil)
    #expect(try check(index).findings.isEmpty)
    #expect(try documentCount(of: index) == 100)
  }

  /// Killed between any two steps, the index is the old one or the new one, and what was left is removed.
  @Test(arguments: 0..<3) func aCompactionThatIsKilledLosesNothing(step: Int) async throws {
    try makeHoles()
    await #expect(processExitsWith: .signal(SIGKILL)) { [index = index as String, step = step as Int] in
      let writer = try IndexWriter(directory: index)
      var calls = 0
      _ = try writer.compact(onProgress: { _, _ in
        if calls == step { raise(SIGKILL) }
        calls += 1
      })
      raise(SIGKILL)
    }
    // Two steps are told of so small an index.
    #expect(exists("index/copy") == (step < 2))
    #expect(try documentCount(of: index) == 100)
    let writer = try Self.open(index)
    #expect(!exists("index/copy"))
    _ = try writer.apply([.put(Self.numbered(1000, "new"))])
    #expect(try writer.reader.makeSession().withSnapshot { $0.documentCount } == 101)
    #expect(try writer.reader.copy(to: backup) > 0)
    #expect(try check(backup).findings.isEmpty)
  }

  // MARK: After a crash

  @Test func aWriterThatDidNotEndInOrderIsKnown() async throws {
    #expect(try !IndexRecovery.needsCheck(index))
    do {
      let writer = try Self.open(index)
      _ = try writer.apply([.put(Self.numbered(1, "one"))])
      // It is at work.
      #expect(try !IndexRecovery.needsCheck(index))
      #expect(exists("index/writing"))
    }
    #expect(try !IndexRecovery.needsCheck(index))
    #expect(!exists("index/writing"))
    await #expect(processExitsWith: .signal(SIGKILL)) { [index = index as String] in
      let writer = try UpkeepTests.open(index)
      withExtendedLifetime(writer) { _ = raise(SIGKILL) }
    }
    // That one had changed nothing.
    #expect(try !IndexRecovery.needsCheck(index))
    await #expect(processExitsWith: .signal(SIGKILL)) { [index = index as String] in
      let writer = try UpkeepTests.open(index)
      _ = try writer.apply([.put(UpkeepTests.numbered(2, "two"))])
      withExtendedLifetime(writer) { _ = raise(SIGKILL) }
    }
    #expect(try IndexRecovery.needsCheck(index))
    // A writer that knows nothing of it does not hide it.
    _ = try Self.open(index).apply([.put(Self.numbered(3, "three"))])
    #expect(try IndexRecovery.needsCheck(index))
    try IndexRecovery.confirmSound(index)
    #expect(try !IndexRecovery.needsCheck(index))
    #expect(try documentCount(of: index) == 3)
  }

  @Test func aDamagedIndexIsSetAside() throws {
    try build([document("one")], in: index)
    try directory.write("{}", to: "index/roots.json")
    let damaged = try IndexRecovery.setAside(index)
    #expect(damaged.hasPrefix(index + "/damaged-2") && damaged.utf8.count == index.utf8.count + 24)
    #expect(IndexDirectory.owns(String(damaged.dropFirst(index.utf8.count + 1))))
    #expect(throws: IndexError.missing(directory: index)) { try IndexReader(directory: index) }
    #expect(try documentCount(of: damaged) == 1)
    #expect(try directory.contents(of: "index/roots.json") == Array("{}".utf8))
    try build([document("two"), document("three")], in: index)
    #expect(try documentCount(of: index) == 2 && documentCount(of: damaged) == 1)
  }

  @Test func theThreeNewestDamagedIndexesAreKept() throws {
    var paths: [String] = []
    for timestamp in ["20250101-000000", "20250101-000000", "20250102-030405", "20241231-235959", "20250103-000000"] {
      try build([document("one")], in: index)
      paths.append(try IndexRecovery.setAside(index, timestamp: timestamp))
    }
    #expect(paths[1] == index + "/damaged-20250101-000000-2")
    let kept = [false, true, true, false, true]
    for (path, isKept) in zip(paths, kept) {
      #expect((try? documentCount(of: path)) == (isKept ? 1 : nil), "\(path)")
    }
    let writer = try Self.open(index)
    let error = #expect(throws: LMDBError.self) { try IndexRecovery.setAside(index) }
    #expect(error?.code == .busy)
    withExtendedLifetime(writer) {}
  }

  @Test func namesOfAnIndexAreKnown() {
    for name in ["data.mdb", "lock.mdb", "writer.lock", "writing", "roots.json", "copy", "damaged-20250101-000000"] {
      #expect(IndexDirectory.owns(name), "\(name)")
    }
    for name in ["damaged-", "damaged-2025", "damaged-2025x101-000000", "damaged-20250101-000000-", "notes", ""] {
      #expect(!IndexDirectory.owns(name), "\(name)")
    }
  }
}
