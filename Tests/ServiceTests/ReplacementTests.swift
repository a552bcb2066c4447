import Index
import JSONRPC
import Logging
import Platform
import TestSupport
import Testing

@testable import Service

/// Queries while another process puts another file in the place of the one that they read.
@Suite struct ReplacementTests {
  private let directory: TemporaryDirectory
  private let index: ServedIndex

  init() throws {
    directory = try TemporaryDirectory()
    try TestIndex.build(TestIndex.texts, in: directory.path(of: "index"))
    index = ServedIndex(
      IndexLocation(directory: directory.path(of: "index")), factory: .standard,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// Adds a document and compacts, in another process.
  private func replace() async {
    await #expect(processExitsWith: .success) { [path = directory.path(of: "index") as String] in
      do {
        var document = IndexDocument()
        document.body = Array("one more".utf8)
        let writer = try IndexWriter(directory: path)
        _ = try writer.apply([.put(document)])
        _ = try writer.compact()
      }
      var document = IndexDocument()
      document.body = Array("and one more".utf8)
      _ = try IndexWriter(directory: path).apply([.put(document)])
    }
  }

  /// Counts the documents on threads of their own.
  private final class Counts: Sendable {
    let results = Monitor<[Result<Int, any Error>]>([])

    func start(_ index: ServedIndex, whileReading body: @escaping @Sendable () -> Void = {}) throws {
      try Platform.Thread.start { [self] in
        let result = Result { () throws in
          try index.withSnapshot { snapshot in
            body()
            return snapshot.documentCount
          }
        }
        results.withLock { $0.append(result) }
        results.broadcast()
      }
    }

    func wait(for count: Int) -> [Int?] {
      _ = results.waiting(milliseconds: 8_000) { $0.count >= count }
      return results.withLock { $0.map { try? $0.get() } }
    }
  }

  @Test func queriesWaitForThoseThatReadTheOldFile() async throws {
    let gate = Gate()
    let (old, new) = (Counts(), Counts())
    for _ in 0..<2 { try old.start(index) { gate.pass() } }
    #expect(gate.waitForArrivals(2))
    await replace()
    for _ in 0..<3 { try new.start(index) }
    // None of them has failed, nor been answered from the old file.
    #expect(!new.results.waiting(milliseconds: 200) { !$0.isEmpty })
    gate.open()
    #expect(old.wait(for: 2) == [3, 3])
    #expect(new.wait(for: 3) == [5, 5, 5])
    #expect(try index.withSnapshot { $0.documentCount } == 5)
  }

  @Test func queriesGoOnWhileAWriterOfThisProcessReplacesTheFileAgainAndAgain() throws {
    let isDone = Monitor(false)
    let failures = Monitor<[String]>([])
    let running = Monitor(4)
    for _ in 0..<4 {
      try Platform.Thread.start { [index] in
        while !isDone.withLock({ $0 }) {
          do {
            _ = try index.withSnapshot { $0.documentCount }
          } catch {
            failures.withLock { $0.append("\(error)") }
            break
          }
        }
        running.withLock { $0 -= 1 }
        running.broadcast()
      }
    }
    for number in 0..<30 where failures.withLock({ $0.isEmpty }) {
      // The writer keeps what it has open, as it does where folders are followed.
      let writer = try IndexWriter(index.reader())
      var document = IndexDocument()
      document.id = Array("\(number)".utf8)
      _ = try writer.apply([.put(document)])
      _ = try writer.compact()
    }
    isDone.withLock { $0 = true }
    #expect(running.waiting(milliseconds: 30_000) { $0 == 0 })
    #expect(failures.withLock { $0 } == [])
    #expect(try index.withSnapshot { $0.documentCount } == 33)
  }

  @Test func upkeepLetsGoOfAFileThatWasReplaced() async throws {
    #expect(try index.withSnapshot { $0.documentCount } == 3)
    await replace()
    #expect(try index.clearStaleReaders() == 0)
    // Nobody in this process has the index open any more.
    #expect(
      try IndexReader(directory: directory.path(of: "index")).makeSession().withSnapshot { $0.documentCount } == 5)
  }
}
