import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

/// Changes of an index, and what comes of them, on their way over the wire.
@Suite struct ChangeTests {
  private func expectRoundTrip<Request: APIRequest & Equatable>(_ request: Request) throws {
    #expect(try Request(json: written(request.write)) == request)
  }

  private func expectRoundTrip<Answer: APIAnswer & Equatable>(_ answer: Answer) throws {
    #expect(try Answer(json: written(answer.write)) == answer)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func requestsSurvive(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let documents = (0...random.below(4)).map { _ in Self.document(&random) }
    let paths = (0...random.below(4)).map { _ in DocumentPath(bytes: [0x2F] + Self.bytes(&random)) }
    let index = random.maybe { $0.text() }
    var task = TaskOptions(index: index)
    task.token = random.maybe { random in
      random.below(2) == 0 ? .integer(Int64(bitPattern: random.next())) : .string(random.text())
    }
    task.timeoutMilliseconds = random.maybe { 1 + $0.below(86_400_000) }

    try expectRoundTrip(AddRequest(documents, index: index))
    var update = UpdateRequest(paths: paths)
    try expectRoundTrip(update)
    update.documents = random.below(2) == 0 ? documents : []
    update.isWatched = random.below(2) == 0
    update.includesNames = random.below(2) == 0
    update.rereads = random.below(2) == 0
    update.skippedLimit = random.below(10_001)
    update.task = task
    try expectRoundTrip(update)
    try expectRoundTrip(UpdateRequest(documents: documents))
    try expectRoundTrip(RemoveRequest(paths: paths, ids: random.below(2) == 0 ? [] : [random.text()], index: index))
    var refresh = RefreshRequest(paths: random.below(2) == 0 ? [] : paths)
    refresh.task = task
    try expectRoundTrip(refresh)
    var commit = CommitRequest(index: index)
    commit.task = task
    try expectRoundTrip(commit)
    try expectRoundTrip(RootsRequest(index: index))
    var compact = CompactRequest()
    compact.reorders = random.below(2) == 0
    compact.task = task
    try expectRoundTrip(compact)
    var backup = BackupRequest(path: paths[0])
    backup.task = task
    try expectRoundTrip(backup)
    var check = CheckRequest(index: index)
    check.task = task
    try expectRoundTrip(check)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func answersSurvive(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func count() -> Int { Int(random.next() >> UInt64(1 + random.below(63))) }
    var change = ChangeAnswer(epoch: random.next() >> 1, tookMilliseconds: 4.125)
    change.added = count()
    change.replaced = count()
    change.removed = count()
    change.moved = count()
    change.unchanged = count()
    change.bytes = random.next() >> 1
    change.skipped = SkippedSources(
      count: count(), items: [SkippedSource(path: DocumentPath(bytes: Self.bytes(&random)), line: 7, reason: "binary")])
    change.warnings = random.below(2) == 0 ? [] : [random.text(), random.text()]
    try expectRoundTrip(change)
    try expectRoundTrip(CommitAnswer(epoch: random.next() >> 1, tookMilliseconds: 0.25))
    let roots = ["watched", "polled", "later"].map { state in
      IndexRoot(
        path: DocumentPath(bytes: Self.bytes(&random)), state: state, reason: random.maybe { $0.text() },
        files: random.below(9), excluded: random.below(2) == 0 ? [] : [DocumentPath(bytes: Self.bytes(&random))])
    }
    try expectRoundTrip(RootsAnswer(roots))
    try expectRoundTrip(
      CompactAnswer(
        epoch: random.next() >> 1, segments: count(), bytesBefore: random.next() >> 1, bytesAfter: random.next() >> 1,
        tookMilliseconds: 7))
    try expectRoundTrip(BackupAnswer(bytes: random.next() >> 1, tookMilliseconds: 0))
    try expectRoundTrip(
      CheckAnswer(
        isSound: random.below(2) == 0, findings: random.below(2) == 0 ? [] : [random.text()],
        unlisted: random.below(3), documents: count(), bytes: random.next() >> 1, tookMilliseconds: 1.5))
    var progress = ProgressNotification(token: .integer(7), phase: "reading", done: count())
    #expect(try ProgressNotification(json: written(progress.write)) == progress)
    (progress.total, progress.doneBytes, progress.totalBytes) = (count(), random.next() >> 1, random.next() >> 1)
    #expect(try ProgressNotification(json: written(progress.write)) == progress)
  }

  @Test func aStatusTellsOfChanges() throws {
    var index = IndexStatus(
      name: "default", path: DocumentPath("/i"), documents: 1, terms: nil, segments: 2, epoch: 3, bytes: 4,
      analyzer: "0123456789abcdef", format: 4)
    index.deletedDocuments = 5
    (index.liveBytes, index.freeBytes) = (6, 7)
    index.updating.pendingRequests = 8
    index.updating.pendingBytes = 9
    index.updating.isMerging = true
    index.updating.isReading = true
    index.updating.isCopying = true
    index.updating.roots = [IndexRoot(path: DocumentPath("/a"), state: "missing", files: 1)]
    index.updating.obstacle = "the disk is full"
    index.updating.readOnly = "the file system is read-only"
    index.updating.lastError = "segments were not merged"
    try expectRoundTrip(StatusAnswer(processID: 1, uptimeSeconds: 2, indexes: [index], connections: 1, requests: 1))
  }

  @Test(
    arguments: [
      ("{}", "documents is missing"), (#"{"documents":[]}"#, "at least one document"),
      (#"{"documents":[{"text":"a"}]}"#, "an id or a path"),
      (#"{"documents":[{"id":"","text":"a"}]}"#, "an id or a path"),
      (#"{"documents":[{"id":"a"}]}"#, "a document's text is missing"),
      (#"{"documents":[{"id":7,"text":"a"}]}"#, "a document's id must be a string"),
      (#"{"documents":[7]}"#, "an object"),
    ])
  func whatIsNoDocumentIsRefused(params: String, message: String) throws {
    let json = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try AddRequest(json: json) }
    #expect(error?.code == .invalidParams)
    #expect(error?.message.contains(message) == true, "\(error as Any)")
  }

  @Test(
    arguments: [
      ("{}", "documents or paths"), (#"{"paths":[]}"#, "documents or paths"), (#"{"paths":["a"]}"#, "absolute"),
      (#"{"paths":[""]}"#, "an array of paths"), (#"{"paths":[{"bytes":"!"}]}"#, "an array of paths"),
      (#"{"paths":["/a"],"skipped":10001}"#, "from 0 to 10000"), (#"{"paths":["/a"],"timeoutMs":0}"#, "from 1 to"),
      (#"{"paths":["/a"],"token":1.5}"#, "token must be"), (#"{"paths":["/a"],"token":[]}"#, "token must be"),
    ])
  func whatCannotBeReadIsRefused(params: String, message: String) throws {
    let json = try json(params)
    let error = rpcError { () throws(RPCError) in _ = try UpdateRequest(json: json) }
    #expect(error?.code == .invalidParams)
    #expect(error?.message.contains(message) == true, "\(error as Any)")
  }

  @Test func whatNamesNothingIsRefused() throws {
    for params in ["{}", #"{"paths":[],"ids":[]}"#] {
      let json = try json(params)
      #expect(rpcError { () throws(RPCError) in _ = try RemoveRequest(json: json) }?.code == .invalidParams)
    }
    let relative = try json(#"{"path":"backup"}"#)
    #expect(rpcError { () throws(RPCError) in _ = try BackupRequest(json: relative) }?.code == .invalidParams)
  }

  private static func bytes(_ random: inout SplitMix64) -> [UInt8] {
    (0...random.below(6)).map { _ in UInt8(1 + random.below(255)) }
  }

  private static func document(_ random: inout SplitMix64) -> DocumentInput {
    var document =
      random.below(2) == 0
      ? DocumentInput(id: "i" + random.text(), text: random.text())
      : DocumentInput(path: DocumentPath(bytes: bytes(&random)), text: random.text())
    document.title = random.maybe { $0.text() }
    document.date = random.maybe { $0.text() }
    document.url = random.maybe { $0.text() }
    document.language = random.maybe { $0.text() }
    return document
  }
}
