import Index
import JSON
import JSONRPC
import NIOCore
import NIOEmbedded
import SearchAPI
import TestSupport
import Testing

@testable import Service

/// Requests that want a state of the index which may not be there yet.
@Suite struct EpochTests {
  private let directory: TemporaryDirectory
  private let connection: TestConnection

  init() throws {
    directory = try TemporaryDirectory()
    try TestIndex.build(TestIndex.texts, in: directory.path(of: "index"))
    connection = try TestConnection(directory: directory.path(of: "index"))
  }

  private var index: ServedIndex { connection.catalog.indexes[0] }

  @Test(arguments: ["search", "count", "document"])
  func whatIsThereIsAnsweredAtOnce(method: String) throws {
    let selector = method == "document" ? #""id":"d0""# : #""query":"prime""#
    try connection.receiveRequest(1, method, #"{\#(selector),"minEpoch":1}"#)
    connection.jobs.run()
    #expect(try connection.sent()?["result"]?["epoch"] == .integer(1))
  }

  @Test(arguments: ["search", "count", "document"])
  func whatIsNotThereIsWaitedForWithoutAThread(method: String) throws {
    let selector = method == "document" ? #""id":"d0""# : #""query":"prime""#
    try connection.receiveRequest(1, method, #"{\#(selector),"minEpoch":2}"#)
    connection.jobs.run()
    #expect(connection.jobs.count == 0)
    #expect(try connection.sent() == nil)
    // Another one's commit is not enough, and what is told too early is looked at again.
    index.updates.waiters.reached(1)
    #expect(connection.jobs.count == 0)
    index.updates.waiters.reached(2)
    connection.jobs.run()
    #expect(try connection.sent() == nil)
    try commit()
    connection.jobs.run()
    #expect(try connection.sent()?["result"]?["epoch"] == .integer(2))
  }

  /// Adds a document, as the index's updater would.
  private func commit() throws {
    var document = IndexDocument()
    document.id = Array("new".utf8)
    let reader = try index.reader()
    let epoch = try IndexWriter(reader).apply([.put(document)]).epoch
    index.updates.waiters.reached(epoch)
  }

  @Test func aCommitBetweenTheLookAndTheWaitIsNotMissed() throws {
    let waiters = index.updates.waiters
    let ticket = waiters.ticket
    try connection.receiveRequest(1, "count", #"{"query":"prime","minEpoch":2}"#)
    connection.jobs.run()
    waiters.reached(1)
    let work = Work([], isBatch: true, dispatcher: connection.dispatcher, queue: connection.jobs) { _, _ in }
    // It was not parked, so that it is not resumed; it would be called, that is all.
    waiters.add(work, for: 5, since: ticket)
    #expect(waiters.ticket != ticket)
  }

  @Test func theDeadlineEndsTheWait() throws {
    try connection.receiveRequest(1, "count", #"{"query":"prime","minEpoch":2,"timeoutMs":5}"#)
    connection.jobs.run()
    let start = ContinuousClock.now
    while ContinuousClock.now < start + .milliseconds(6) {}
    connection.channel.embeddedEventLoop.advanceTime(by: .milliseconds(6))
    let answer = try connection.sent()
    #expect(answer?.errorCode == .timeout)
    #expect(answer?.errorMessage.contains("epoch 2") == true)
    // A commit that comes later finds nobody.
    index.updates.waiters.reached(2)
    #expect(connection.jobs.wantedCount == 0)
  }

  @Test func aCancellationEndsTheWait() throws {
    try connection.receiveRequest(1, "count", #"{"query":"prime","minEpoch":2}"#)
    connection.jobs.run()
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"# + "\n")
    #expect(try connection.sent()?.errorCode == .requestCancelled)
  }

  @Test func aCommitOfAnotherProcessIsNoticed() throws {
    try connection.receiveRequest(1, "count", #"{"query":"prime","minEpoch":2,"timeoutMs":10000}"#)
    connection.jobs.run()
    connection.channel.embeddedEventLoop.advanceTime(by: .milliseconds(150))
    // It is looked at again, and waits again.
    #expect(connection.jobs.count == 1)
    connection.jobs.run()
    #expect(try connection.sent() == nil)
    #expect(connection.jobs.count == 0)
  }

  @Test func inABatchOthersGoOn() throws {
    let messages = [
      #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"prime","minEpoch":2}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"count","params":{"query":"prime"}}"#,
    ]
    let batch = "[\(messages.joined(separator: ","))]"
    try connection.receive("Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)")
    connection.jobs.run()
    #expect(try connection.sentText() == nil)
    try commit()
    connection.jobs.run()
    let text = try #require(try connection.sentText())
    #expect(text.contains(#""epoch":2"#))
    #expect(!text.contains("error"))
  }

  @Test func workThatIsGivenUpDoesNotFillTheMemory() throws {
    for id in 0..<500 {
      try connection.receiveRequest(id, "count", #"{"query":"prime","minEpoch":9}"#)
      connection.jobs.run()
      try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":\#(id)}}"# + "\n")
      _ = try connection.sent()
    }
    #expect(index.updates.waiters.count <= 64)
  }
}
