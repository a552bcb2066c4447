import Foundation
import LMDB
import Platform
import Synchronization
import TestSupport
import Testing

@testable import Index
@testable import Updating

/// Compaction, at rest and on request, and backups.
@Suite struct CompactionTests {
  private let base: TemporaryDirectory

  init() throws {
    base = try TemporaryDirectory()
  }

  private static func document(_ number: Int, _ text: String) -> IndexDocument {
    var document = IndexDocument()
    document.id = Array("\(number)".utf8)
    document.path = Array("/\(number)".utf8)
    document.body = Array(text.utf8)
    return document
  }

  private func fill(_ index: LivingIndex, rounds: Int) throws {
    var random = SplitMix64(seed: 3)
    for round in 0..<rounds {
      let changes = (0..<50).map { number in
        let words = (0..<80).map { _ in "word\(random.below(5000))" }.joined(separator: " ")
        return IndexChange.put(Self.document(number + round % 3 * 25, "\(round) \(words)"))
      }
      _ = try index.apply(changes)
    }
  }

  private func fileSize(_ index: LivingIndex) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: index.directory + "/data.mdb")[.size] as? Int)
  }

  @Test func atWorkTheFileIsNotManyTimesAsLargeAsWhatIsInIt() throws {
    let index = try LivingIndex(base) { ($0.restTime, $0.compactionRestTime) = (600_000, 600_000) }
    let note = "note: gave free space back"
    for _ in 0..<50 where !index.events.all.contains(note) { try fill(index, rounds: 20) }
    #expect(index.events.all.contains(note))
    let texts = try index.texts()
    #expect(index.close())
    let again = try LivingIndex(base)
    #expect(try again.texts() == texts)
    #expect(again.close())
  }

  @Test func atRestTheFileIsAboutAsLargeAsWhatIsInIt() throws {
    let index = try LivingIndex(base)
    try fill(index, rounds: 20)
    let texts = try index.texts()
    let before = try fileSize(index)
    let isSmall = try index.waitUntil {
      let used = try index.usedBytes()
      return try index.updater.status.isAtRest && Double(fileSize(index)) <= 1.12 * Double(used)
    }
    let after = (file: try fileSize(index), used: try index.usedBytes())
    #expect(isSmall, "\(before) bytes, then \(after.file), of which \(after.used) are in use; \(index.events.all)")
    #expect(try fileSize(index) < before)
    #expect(try index.texts() == texts)
    _ = try index.apply([.put(Self.document(1000, "after"))])
    #expect(try index.texts()["/1000"] == "after")
    #expect(index.close())
  }

  @Test(arguments: [false, true]) func compactionOnRequest(reorders: Bool) throws {
    let index = try LivingIndex(base) { $0.compactionRestTime = 1_000_000 }
    try fill(index, rounds: 20)
    let texts = try index.texts()
    let report: CompactionReport = try index.wait { index.updater.compact(reorders: reorders, then: $0) }
    #expect(report.segmentCount > 1 && report.bytesAfter < report.bytesBefore)
    #expect(try index.segmentCount() == 1)
    #expect(try index.texts() == texts)
    #expect(index.close())
  }

  @Test func whoeverReadsAndWritesGoesOnMeanwhile() throws {
    let index = try LivingIndex(base)
    try fill(index, rounds: 10)
    let isDone = Atomic(false)
    let failures = Mutex<[String]>([])
    let readers = Monitor(2)
    for _ in 0..<2 {
      try Thread.start {
        while !isDone.load(ordering: .relaxed) {
          do {
            let count = try index.texts().count
            if count < 75 { failures.withLock { $0.append("\(count) documents") } }
          } catch { failures.withLock { $0.append("\(error)") } }
        }
        readers.withLock { $0 -= 1 }
        readers.broadcast()
      }
    }
    for round in 0..<5 {
      try fill(index, rounds: 3)
      let copy = base.path + "/copy\(round)"
      let size: UInt64 = try index.wait { index.updater.backup(to: copy, then: $0) }
      #expect(size > 0)
      let report: CompactionReport = try index.wait { index.updater.compact(reorders: round == 3, then: $0) }
      #expect(report.bytesAfter > 0)
      #expect(try IndexReader(directory: copy).makeSession().withSnapshot { $0.documentCount } == 100)
    }
    isDone.store(true, ordering: .relaxed)
    #expect(readers.waiting(milliseconds: 10_000) { $0 == 0 })
    #expect(failures.withLock { $0 }.isEmpty)
    #expect(index.close())
  }
}
