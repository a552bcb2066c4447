import Index
import JSON
import JSONRPC
import Platform
import SearchAPI
import TestSupport
import Testing

@testable import Service

/// Changes of an index as a client of a server sees them.
@Suite struct UpdateTests {
  private static let document = #"{"id":"new","title":"A heron","text":"a heron stood by the weir"}"#

  private func change(_ answer: JSONValue?) throws -> ChangeAnswer {
    try ChangeAnswer(json: #require(answer?["result"], "\(answer as Any)"))
  }

  private func count(_ query: String, _ client: TestClient) throws -> JSONValue? {
    try client.ask("count", #"{"query":"\#(query)"}"#)?["result"]?["count"]
  }

  @Test func whatIsAddedIsFoundAtOnce() throws {
    let server = try TestServer()
    let (client, other) = (try server.connect(), try server.connect())
    let added = try change(client.ask("index/add", #"{"documents":[\#(Self.document)]}"#))
    #expect(added.added == 1)
    #expect(added.epoch == 2)
    #expect(try count("heron", other) == .integer(1))
    let found = try SearchAnswer(
      json: #require(other.ask("search", #"{"query":"\"by the weir\"","minEpoch":\#(added.epoch)}"#)?["result"]))
    #expect(found.hits.map(\.id) == ["new"])
    #expect(found.hits.first?.matches.count == 1)
    #expect(found.epoch == added.epoch)
  }

  @Test func whatIsThereIsNotAddedAgain() throws {
    let server = try TestServer()
    let client = try server.connect()
    let refused = try client.ask(
      "index/add", #"{"documents":[\#(Self.document),{"id":"d0","text":"another"}]}"#)
    #expect(refused?.errorCode == .exists)
    #expect(refused?["error"]?["data"] == .object(["id": .string("d0")]))
    #expect(try count("heron", client) == .integer(0))
    let byPath = try client.ask("index/add", #"{"documents":[{"path":"/texts/2.txt","text":"another"}]}"#)
    #expect(byPath?["error"]?["data"] == .object(["path": .string("/texts/2.txt")]))
  }

  @Test func anUpdateKeepsTheNumberOfADocument() throws {
    let server = try TestServer()
    let client = try server.connect()
    let replaced = try change(
      client.ask("index/update", #"{"documents":[{"id":"d1","text":"an egret"},\#(Self.document)]}"#))
    #expect(replaced.replaced == 1)
    #expect(replaced.added == 1)
    let answer = try DocumentAnswer(
      json: #require(client.ask("document", #"{"id":"d1","minEpoch":\#(replaced.epoch)}"#)?["result"]))
    #expect(answer.document?.ordinal == 1)
    #expect(answer.document?.text == "an egret")
    #expect(answer.document?.epoch == replaced.epoch)
    #expect(try count("theorem", client) == .integer(0))
  }

  @Test func whatIsRemovedIsGone() throws {
    let server = try TestServer()
    let client = try server.connect()
    let removed = try change(client.ask("index/remove", #"{"ids":["d0"],"paths":["/texts/2.txt"]}"#))
    #expect(removed.removed == 2)
    #expect(try count("minister", client) == .integer(0))
    let status = try StatusAnswer(json: #require(client.ask("status")?["result"]))
    #expect(status.indexes.first?.documents == 1)
    // What is deleted may have been merged away by now.
    #expect([0, 2].contains(status.indexes.first?.deletedDocuments))
    #expect(status.indexes.first?.liveBytes ?? 0 > 0)
    #expect(try change(client.ask("index/remove", #"{"ids":["d0"]}"#)).removed == 0)
  }

  @Test func aBatchSeesItsOwnChanges() throws {
    let server = try TestServer()
    let client = try TestClient(server.socketPath, framing: .contentLength)
    let messages = [
      #"{"jsonrpc":"2.0","id":0,"method":"count","params":{"query":"heron"}}"#,
      #"{"jsonrpc":"2.0","id":1,"method":"index/add","params":{"documents":[\#(Self.document)]}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"count","params":{"query":"heron"}}"#,
      #"{"jsonrpc":"2.0","id":3,"method":"index/remove","params":{"ids":["new"]}}"#,
      #"{"jsonrpc":"2.0","id":4,"method":"index/commit"}"#,
      #"{"jsonrpc":"2.0","id":5,"method":"count","params":{"query":"heron"}}"#,
    ]
    try client.send("[\(messages.joined(separator: ","))]")
    guard case .array(let answers) = try client.receive() else {
      Issue.record("no array")
      return
    }
    #expect(answers.map { $0["id"] } == (0...5).map { .integer($0) })
    #expect([0, 2, 5].map { answers[$0]["result"]?["count"] } == [.integer(0), .integer(1), .integer(0)])
    let epochs = answers[3...4].compactMap { answer -> Int64? in
      guard case .integer(let epoch)? = answer["result"]?["epoch"] else { return nil }
      return epoch
    }
    // A merge may have come between.
    #expect(epochs.count == 2 && epochs == epochs.sorted())
  }

  @Test func manyChangesAtOnceShareCommits() throws {
    let server = try TestServer { $0.limits.framesInFlight = 1_000 }
    let client = try server.connect()
    for id in 0..<200 {
      try client.send(
        #"{"jsonrpc":"2.0","id":\#(id),"method":"index/add","params":{"documents":[{"id":"n\#(id)","text":"egret"}]}}"#)
    }
    var epochs: Set<UInt64> = []
    for _ in 0..<200 {
      let answer = try change(client.receive())
      #expect(answer.added == 1)
      epochs.insert(answer.epoch)
    }
    #expect(epochs.count < 200)
    #expect(try count("egret", client) == .integer(200))
  }

  @Test func aFolderIsTakenInAndFollowed() throws {
    let server = try TestServer()
    let client = try server.connect()
    let files = try TemporaryDirectory()
    try files.write(Array("an egret".utf8), to: "folder/one.txt")
    try files.write([0, 1, 2], to: "folder/binary")
    let folder = files.path(of: "folder")
    let first = try change(client.ask("index/update", #"{"paths":["\#(folder)"]}"#))
    #expect(first.added == 1)
    #expect(first.skipped.count == 1)
    #expect(first.skipped.items.map(\.path) == [DocumentPath(folder + "/binary")])
    let again = try change(client.ask("index/update", #"{"paths":["\#(folder)"]}"#))
    #expect(again.added == 0)
    #expect(again.unchanged == 2)
    let roots = try RootsAnswer(json: #require(client.ask("index/roots")?["result"])).roots
    #expect(roots.map(\.path) == [DocumentPath(folder)])
    #expect(roots.map(\.files) == [2])
    let status = try StatusAnswer(json: #require(client.ask("status")?["result"]))
    #expect(status.indexes.first?.updating.roots.map(\.path) == [DocumentPath(folder)])

    try files.write(Array("an egret, and a heron".utf8), to: "folder/two.txt")
    let deadline = ContinuousClock.now + .seconds(5)
    while try count("heron", client) != .integer(1), ContinuousClock.now < deadline {
      SystemClock.sleep(milliseconds: 5)
    }
    #expect(try count("heron", client) == .integer(1))

    let removed = try change(client.ask("index/remove", #"{"paths":["\#(folder)"]}"#))
    #expect(removed.removed == 2)
    #expect(try RootsAnswer(json: #require(client.ask("index/roots")?["result"])).roots == [])
  }

  @Test func noIndexOfTheServerIsTakenIn() throws {
    let server = try TestServer(["one": ["apple"], "two": ["pear"]])
    let client = try server.connect()
    try server.directory.write("plain text", to: "two/notes")
    try server.directory.write("plain text", to: "files/notes")
    let taken = try change(
      client.ask("index/update", #"{"index":"one","paths":["\#(server.directory.path)"]}"#))
    #expect(taken.added == 1, "\(taken)")
  }

  @Test func aPathThatIsNotThereIsAnError() throws {
    let server = try TestServer()
    let answer = try server.connect().ask("index/update", #"{"paths":["/nonexistent/folder"]}"#)
    #expect(answer?.errorCode == .invalidParams)
    #expect(answer?.errorMessage.contains("/nonexistent/folder") == true)
  }

  @Test func whatIsAcknowledgedIsThereAfterTheEnd() throws {
    let directory = try TemporaryDirectory()
    do {
      let server = try TestServer(in: directory)
      let client = try server.connect()
      #expect(try change(client.ask("index/add", #"{"documents":[\#(Self.document)]}"#)).added == 1)
      #expect(try client.ask("shutdown")?["result"] == .null)
      #expect(server.hasEnded())
    }
    let server = try TestServer(in: directory)
    #expect(try count("heron", server.connect()) == .integer(1))
  }

  @Test func queriesAreAnsweredWhileAnUpdaterIsBusy() throws {
    let updater = FakeUpdater()
    let server = try TestServer { $0.updaters = UpdaterFactory { _ in updater } }
    let (client, other) = (try server.connect(), try server.connect())
    // More than there are threads.
    for id in 0..<6 {
      try client.send(
        #"{"jsonrpc":"2.0","id":\#(id),"method":"index/add","params":{"documents":[\#(Self.document)]}}"#)
    }
    while updater.pendingCount < 6 { SystemClock.sleep(milliseconds: 1) }
    #expect(try count("prime", other) == .integer(2))
    for _ in 0..<6 { updater.complete(.success(9)) }
    for _ in 0..<6 { #expect(try change(client.receive()).epoch == 9) }
  }

  @Test func anIndexIsCompactedCopiedAndGoesOn() throws {
    let server = try TestServer()
    let (client, other) = (try server.connect(), try server.connect())
    for id in 0..<20 {
      _ = try change(client.ask("index/add", #"{"documents":[{"id":"n\#(id)","text":"egret"}]}"#))
    }
    _ = try change(client.ask("index/remove", #"{"ids":["n0","d0"]}"#))
    let compacted = try CompactAnswer(json: #require(client.ask("index/compact")?["result"]))
    #expect(compacted.segments >= 1)
    // A twentieth may be free.
    #expect(compacted.bytesAfter <= compacted.bytesBefore + compacted.bytesBefore / 10)
    let status = try StatusAnswer(json: #require(other.ask("status")?["result"]))
    #expect(status.indexes.first?.segments == 1)
    #expect(status.indexes.first?.deletedDocuments == 0)
    #expect(try count("egret", other) == .integer(19))
    #expect(try change(client.ask("index/add", #"{"documents":[\#(Self.document)]}"#)).epoch > compacted.epoch)
    #expect(try count("heron", other) == .integer(1))

    let copy = server.directory.path(of: "copy")
    let backup = try BackupAnswer(json: #require(client.ask("index/backup", #"{"path":"\#(copy)"}"#)?["result"]))
    #expect(backup.bytes > 0)
    #expect(try IndexReader(directory: copy).makeSession().withSnapshot { $0.documentCount } == 22)
    for path in [copy, server.directory.path(of: "not/there")] {
      let refused = try client.ask("index/backup", #"{"path":"\#(path)"}"#)
      #expect(refused?.errorCode == .invalidParams, "\(refused as Any)")
    }
    #expect(try count("heron", other) == .integer(1))
  }

  @Test func queriesGoOnWhileAnIndexIsCompacted() throws {
    let server = try TestServer(["default": (0..<200).map { "word\($0 % 7) egret" }])
    let (client, other) = (try server.connect(), try server.connect())
    for round in 0..<5 {
      let texts = (0..<50).map { #"{"id":"r\#($0)","text":"egret \#(round)"}"# }.joined(separator: ",")
      _ = try change(client.ask("index/update", #"{"documents":[\#(texts)]}"#))
      try client.send(#"{"jsonrpc":"2.0","id":9,"method":"index/compact","params":{"reorder":true}}"#)
      for _ in 0..<20 { #expect(try count("egret", other) == .integer(250)) }
      #expect(try client.receive()?["result"]?["epoch"] != nil)
      #expect(try count("\\\"egret \(round)\\\"", other) == .integer(50))
    }
  }

  @Test func changesOfSeveralIndexesAreApart() throws {
    let server = try TestServer(["one": ["apple"], "two": ["pear"]])
    let client = try server.connect()
    #expect(try change(client.ask("index/add", #"{"index":"two","documents":[\#(Self.document)]}"#)).added == 1)
    #expect(try client.ask("count", #"{"query":"heron","index":"one"}"#)?["result"]?["count"] == .integer(0))
    #expect(try client.ask("count", #"{"query":"heron","index":"two"}"#)?["result"]?["count"] == .integer(1))
    #expect(try client.ask("index/add", #"{"documents":[\#(Self.document)]}"#)?.errorCode == .noIndex)
  }
}
