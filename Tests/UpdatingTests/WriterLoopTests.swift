import LMDB
import Platform
import Synchronization
import TestSupport
import Testing

@testable import Index
@testable import Updating

/// Requests from many threads at once, and what is done at rest.
@Suite struct WriterLoopTests {
  private let base: TemporaryDirectory

  init() throws {
    base = try TemporaryDirectory()
  }

  private static func document(_ id: String, _ text: String) -> IndexDocument {
    var document = IndexDocument()
    document.id = Array(id.utf8)
    document.body = Array(text.utf8)
    return document
  }

  @Test func manyRequestsShareACommit() throws {
    let index = try LivingIndex(base)
    let epochs = Mutex<[UInt64]>([])
    let left = Monitor(400)
    for number in 0..<400 {
      index.updater.apply([.put(Self.document("\(number)", "word \(number)"))]) { result in
        if case .success(let commit) = result { epochs.withLock { $0.append(commit.epoch) } }
        left.withLock { $0 -= 1 }
        left.broadcast()
      }
    }
    #expect(left.waiting(milliseconds: 20_000) { $0 == 0 })
    let all = epochs.withLock { $0 }
    #expect(all.count == 400 && Set(all).count < 200)
    #expect(try index.texts().count == 1)
    #expect(index.close())
  }

  @Test func aRequestThatFailsFailsAlone() throws {
    let index = try LivingIndex(base)
    _ = try index.apply([.insert(Self.document("a", "one"))])
    #expect(throws: IndexError.documentExists(.id(Array("a".utf8)))) {
      try index.apply([.put(Self.document("b", "two")), .insert(Self.document("a", "three"))])
    }
    #expect(try index.apply([.insert(Self.document("b", "four"))]).addedCount == 1)
    #expect(index.close())
  }

  @Test func whatIsTooMuchIsRefused() throws {
    let index = try LivingIndex(base) { $0.queueLimit = 1 << 16 }
    let busy = Atomic(0)
    let left = Monitor(500)
    for number in 0..<500 {
      index.updater.apply([.put(Self.document("\(number)", String(repeating: "long ", count: 1000)))]) { result in
        if case .failure(let error) = result, error as? UpdaterError == .busy { busy.add(1, ordering: .relaxed) }
        left.withLock { $0 -= 1 }
        left.broadcast()
      }
    }
    #expect(left.waiting(milliseconds: 20_000) { $0 == 0 })
    #expect(busy.load(ordering: .relaxed) > 0)
    _ = try index.apply([.put(Self.document("last", "one"))])
    #expect(index.close())
  }

  @Test func mergesArePublishedWhileChangesNeverCease() throws {
    let index = try LivingIndex(base)
    let changes = 400
    let segments = Monitor<Int?>(nil)
    // Each is asked for before the writer is done with the one before.
    @Sendable func change(_ number: Int) {
      index.updater.apply([.put(Self.document("\(number)", "word \(number)"))]) { result in
        guard (try? result.get()) != nil, number < changes else {
          segments.withLock { $0 = (try? index.segmentCount()) ?? .max }
          return segments.broadcast()
        }
        change(number + 1)
      }
    }
    change(1)
    #expect(segments.waiting(milliseconds: 60_000) { $0 != nil })
    #expect(segments.withLock { $0 ?? .max } < changes / 2)
    #expect(index.close())
  }

  @Test(arguments: [false, true]) func compactionHasItsTurnWhileChangesNeverCease(reorders: Bool) throws {
    let index = try LivingIndex(base)
    let (isDone, running) = (Monitor(false), Monitor(3))
    // While one is written the others wait, so that there is never none.
    @Sendable func change(_ number: Int) {
      index.updater.apply([.put(Self.document("\(number % 50)", "word \(number)"))]) { result in
        guard (try? result.get()) != nil, !isDone.withLock({ $0 }) else {
          running.withLock { $0 -= 1 }
          return running.broadcast()
        }
        change(number + 3)
      }
    }
    for number in 0..<3 { change(number) }
    let _: CompactionReport = try index.wait { index.updater.compact(reorders: reorders, then: $0) }
    #expect(running.withLock { $0 } == 3)
    isDone.withLock { $0 = true }
    #expect(running.waiting(milliseconds: 20_000) { $0 == 0 })
    #expect(index.close())
  }

  @Test func atRestThereAreFewSegments() throws {
    let index = try LivingIndex(base)
    for number in 0..<60 { _ = try index.apply([.put(Self.document("\(number % 40)", "word \(number)"))]) }
    #expect(try index.waitUntil { try index.updater.status.isAtRest && index.segmentCount() <= 8 })
    #expect(index.close())
  }

  @Test func theLockIsGivenBackAtRest() throws {
    let index = try LivingIndex(base)
    _ = try index.apply([.put(Self.document("a", "one"))])
    #expect(
      try index.waitUntil {
        do {
          _ = try WriterLockProbe(index.directory)
          return true
        } catch {
          return false
        }
      })
    _ = try index.apply([.put(Self.document("b", "two"))])
    #expect(index.close())
  }

  @Test func whatIsInTheWayIsSaidInWords() throws {
    let index = try LivingIndex(base)
    let lock = try WriterLock(directory: index.directory)
    #expect(throws: UpdaterError.lockedByAnotherProcess) { try index.apply([.put(Self.document("a", "one"))]) }
    #expect(index.updater.status.obstacle == "another process writes to the index; ask again when it has ended")
    _ = consume lock
    _ = try index.apply([.put(Self.document("a", "one"))])
    #expect(index.updater.status.obstacle == nil)
    #expect(index.close())
  }
}
