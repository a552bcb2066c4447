import JSON
import JSONRPC
import NIOEmbedded
import Platform
import SearchAPI
import TestSupport
import Testing

@testable import Service
@testable import Updating

/// Changes on their way to an updater and back, without sockets and threads.
@Suite struct ChangeRequestTests {
  private let updater = FakeUpdater()
  private let connection: TestConnection

  init() throws {
    connection = try TestConnection(updater: updater)
  }

  private func ask(_ method: String, _ params: String, id: Int = 1) throws {
    try connection.receiveRequest(id, method, params)
    connection.jobs.run()
  }

  private static let document = #"{"id":"a","text":"heron"}"#

  @Test func nothingIsAnsweredBeforeItIsCommitted() throws {
    try ask("index/add", #"{"documents":[\#(Self.document),{"path":"/b","text":""}]}"#)
    #expect(try connection.sent() == nil)
    // The thread is free, and there is nothing to abandon.
    #expect(connection.jobs.count == 0)
    updater.complete(.success(7))
    let answer = try ChangeAnswer(json: #require(connection.sent()?["result"]))
    #expect(answer.epoch == 7)
    #expect(answer.added == 2)
    #expect(updater.asked.withLock { $0 } == ["apply 2"])
  }

  @Test(
    arguments: [
      ("index/remove", #"{"paths":["/a"],"ids":["b"]}"#, "remove 2"),
      ("index/commit", "{}", "commit"),
      (
        "index/update", #"{"paths":["/a",{"bytes":"L2I="}],"watch":false,"names":true,"reread":true}"#,
        "update /a /b unwatched names reread"
      ),
      ("index/refresh", "{}", "update "),
      ("index/refresh", #"{"paths":["/a"]}"#, "update /a"),
      ("index/compact", #"{"reorder":true}"#, "compact reorder"),
      ("index/backup", #"{"path":"/c"}"#, "backup /c"),
    ])
  func eachIsHandedOver(method: String, params: String, asked: String) throws {
    try ask(method, params)
    #expect(updater.asked.withLock { $0 } == [asked])
    updater.complete(.success(9))
    let answer = try connection.sent()
    #expect(answer?["id"] == .integer(1))
    #expect(answer?["result"]?["epoch"] == (method == "index/backup" ? nil : .integer(9)))
  }

  @Test func filesComeBehindDocuments() throws {
    try ask("index/update", #"{"documents":[\#(Self.document)],"paths":["/a"]}"#)
    #expect(updater.asked.withLock { $0 } == ["apply 1"])
    updater.complete(.success(3))
    #expect(updater.asked.withLock { $0 } == ["apply 1", "update /a"])
    updater.complete(.success(5))
    let answer = try ChangeAnswer(json: #require(connection.sent()?["result"]))
    #expect(answer.epoch == 5)
    #expect(answer.added == 4)
    #expect(answer.unchanged == 4)
    #expect(answer.bytes == 5)
    #expect(answer.warnings == ["look out"])
    #expect(answer.skipped.count == 300)
    #expect(answer.skipped.items.count == RequestLimits.defaultSkipped)
  }

  @Test func moreOfWhatWasSkippedIsNamedIfThatIsWanted() throws {
    try ask("index/update", #"{"paths":["/a"],"skipped":150}"#)
    updater.complete(.success(5))
    #expect(try ChangeAnswer(json: #require(connection.sent()?["result"])).skipped.items.count == 150)
  }

  @Test(
    arguments: [
      (UpdaterError.busy, RPCErrorCode.busy), (.diskFull, .diskFull), (.readOnly("a reason"), .readOnly),
      (.lockedByAnotherProcess, .busy), (.cancelled, .requestCancelled), (.stopped, .requestCancelled),
    ])
  func errorsHaveTheirCodes(error: UpdaterError, code: RPCErrorCode) throws {
    try ask("index/add", #"{"documents":[\#(Self.document)]}"#)
    updater.complete(.failure(error))
    #expect(try connection.sent()?.errorCode == code)
  }

  @Test func aTaskIsCancelledWhereItsUpdaterStops() throws {
    try ask("index/update", #"{"paths":["/a"]}"#)
    let observer = try #require(updater.observer)
    #expect(!observer.isCancelled())
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"# + "\n")
    #expect(observer.isCancelled())
    #expect(try connection.sent() == nil)
    updater.complete(.failure(UpdaterError.cancelled))
    let answer = try connection.sent()
    #expect(answer?.errorCode == .requestCancelled)
    #expect(answer?.errorMessage.contains("what was committed stays") == true)
  }

  @Test func whatIsDoneIsToldThoughItWasCancelled() throws {
    try ask("index/add", #"{"documents":[\#(Self.document)]}"#)
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"# + "\n")
    #expect(try connection.sent() == nil)
    updater.complete(.success(2))
    #expect(try connection.sent()?["result"]?["added"] == .integer(1))
  }

  @Test func aWaitForACommitIsGivenUpAtOnce() throws {
    try ask("index/commit", "{}")
    try connection.receive(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"# + "\n")
    #expect(try connection.sent()?.errorCode == .requestCancelled)
    updater.complete(.success(2))
    #expect(try connection.sent() == nil)
  }

  @Test func aConnectionThatGoesCancelsItsTasks() throws {
    try ask("index/update", #"{"paths":["/a"]}"#)
    let observer = try #require(updater.observer)
    _ = try connection.channel.finish()
    #expect(observer.isCancelled())
    updater.complete(.failure(UpdaterError.cancelled))
  }

  @Test func aServerThatStopsGivesTasksUpAndWaitsForChanges() throws {
    try ask("index/update", #"{"paths":["/a"]}"#, id: 1)
    try ask("index/add", #"{"documents":[\#(Self.document)]}"#, id: 2)
    try ask("index/commit", "{}", id: 3)
    connection.registry.drain {}
    #expect(try connection.sent()?["id"] == .integer(3))
    #expect(try #require(updater.observer).isCancelled())
    updater.complete(.failure(UpdaterError.cancelled))
    #expect(try connection.sent()?["id"] == .integer(1))
    #expect(connection.channel.isActive)
    updater.complete(.success(4))
    #expect(try connection.sent()?["result"]?["epoch"] == .integer(4))
    #expect(!connection.channel.isActive)
    updater.complete(.success(4))
  }

  @Test func aDeadlineOfItsOwnStopsATask() throws {
    try ask("index/update", #"{"paths":["/a"],"timeoutMs":1}"#)
    let observer = try #require(updater.observer)
    while !observer.isCancelled() {}
    updater.complete(.failure(UpdaterError.cancelled))
    #expect(try connection.sent()?.errorCode == .timeout)
  }

  @Test func progressIsToldWithItsTokenButNotTooOften() throws {
    try ask("index/update", #"{"paths":["/a"],"token":"t"}"#)
    let observer = try #require(updater.observer)
    var progress = UpdateProgress(.reading)
    for done in 1...1_000 {
      (progress.done, progress.total) = (done, 2_000)
      observer.onProgress(progress)
    }
    let message = try #require(try connection.sent())
    #expect(message["method"] == .string("$/progress"))
    let notification = try ProgressNotification(json: message["params"])
    #expect(notification.token == .string("t"))
    #expect(notification.phase == "reading")
    #expect(notification.done == 1)
    #expect(notification.total == 2_000)
    // A thousand at once are not a hundred milliseconds.
    #expect(try connection.sent() == nil)
    updater.complete(.success(1))
    #expect(try connection.sent()?["result"] != nil)
    // Once it is answered, nobody wants to know.
    observer.onProgress(progress)
    #expect(try connection.sent() == nil)
    #expect(connection.statistics.requests == 1)
  }

  @Test func withoutATokenThereIsNoProgress() throws {
    try ask("index/update", #"{"paths":["/a"]}"#)
    try #require(updater.observer).onProgress(UpdateProgress(.scanning))
    #expect(try connection.sent() == nil)
    updater.complete(.success(1))
  }

  @Test func aBatchGoesOnWhenAChangeIsMade() throws {
    let messages = [
      #"{"jsonrpc":"2.0","id":1,"method":"index/add","params":{"documents":[\#(Self.document)]}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"nonsense"}"#,
      #"{"jsonrpc":"2.0","id":3,"method":"index/remove","params":{"ids":["a"]}}"#,
      #"{"jsonrpc":"2.0","id":4,"method":"index/roots"}"#,
    ]
    let batch = "[\(messages.joined(separator: ","))]"
    try connection.receive("Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)")
    connection.jobs.run()
    #expect(updater.asked.withLock { $0 } == ["apply 1"])
    #expect(connection.jobs.count == 0)
    updater.complete(.success(1))
    // The next of them is begun by a thread of the pool, not by the updater's.
    #expect(updater.asked.withLock { $0 } == ["apply 1"])
    connection.jobs.run()
    #expect(updater.asked.withLock { $0 } == ["apply 1", "remove 1"])
    #expect(try connection.sentText() == nil)
    updater.complete(.success(2))
    connection.jobs.run()
    let text = try #require(try connection.sentText())
    let start = try #require(text.firstIndex(of: "["))
    guard case .array(let answers) = try JSONValue(parsing: String(text[start...])) else {
      Issue.record("no array")
      return
    }
    #expect(answers.map { $0["id"] } == [.integer(2), .integer(1), .integer(3), .integer(4)])
    #expect(answers[1]["result"]?["epoch"] == .integer(1))
    #expect(answers[2]["result"]?["epoch"] == .integer(2))
    let roots = try RootsAnswer(json: #require(answers[3]["result"])).roots
    #expect(
      roots == [
        IndexRoot(
          path: DocumentPath("/a"), state: "missing", reason: "it is gone", files: 7, excluded: [DocumentPath("/a/b")])
      ])
  }

  @Test func aBatchThatWaitsInVainIsAnswered() throws {
    let batch =
      #"[{"jsonrpc":"2.0","id":1,"method":"index/commit"},{"jsonrpc":"2.0","id":2,"method":"index/commit"}]"#
    try connection.receive("Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)")
    connection.jobs.run()
    try connection.receive(
      Self.framed(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"#)
        + Self.framed(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"#))
    connection.jobs.run()
    #expect(try #require(try connection.sentText()).split(separator: "-32800").count == 3)
    updater.complete(.success(1))
  }

  private static func framed(_ text: String) -> String { "Content-Length: \(text.utf8.count)\r\n\r\n\(text)" }

  @Test func aServerWithoutAProgramChecksNothing() throws {
    try ask("index/check", "{}")
    #expect(try connection.sent()?.errorCode == .internalError)
  }

  @Test func progressIsNoRequest() throws {
    try connection.receiveRequest(1, "$/progress", "{}")
    #expect(try connection.sent()?.errorCode == .invalidRequest)
  }
}
