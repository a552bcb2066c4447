import Platform
import SearchAPI
import TestSupport

/// One index whose daemon is killed again and again.
struct DaemonLife {
  private static let writers = 2
  private static let perWriter = 120
  /// What a start may take until the first answer, in microseconds.
  private static let startLimit = 2_000_000
  private static let longestLife = 10_000

  let index: LivingIndex
  private let run: Run
  private let tally: Tally
  private var random: SplitMix64
  private let churn: Monitor<FolderChurn>
  /// Whether it was acknowledged that the tree is followed.
  private var isFollowing = false

  init(_ run: Run, _ tally: Tally, seed: UInt64) throws {
    self.run = run
    self.tally = tally
    random = SplitMix64(seed: seed)
    index = LivingIndex(
      folder: try run.makeFolder("daemon-\(seed)"),
      written: WrittenDocuments(seed: seed, writers: Self.writers, perWriter: Self.perWriter))
    var churn = FolderChurn(root: index.tree, seed: seed)
    try churn.fill()
    self.churn = Monitor(churn)
  }

  /// Starts the daemon, verifies all, has it work, and kills it, at some time of these.
  mutating func kill() throws {
    let atCall = random.below(2) == 0
    let environment =
      atCall
      ? Shim(run.shim, root: index.folder + "/index")
        .killing(at: 1 + random.below([30, 200, 1000][random.below(3)]), ["before", "after", "half"][random.below(3)])
      : []
    let daemon = try Daemon(run, in: index.folder, environment: environment)
    defer { tally.count("kills") }
    guard atCall || random.below(4) > 0 else {
      SystemClock.sleep(milliseconds: random.below(40))
      tally.count("kills while starting")
      return try daemon.kill()
    }
    do {
      try verify(daemon)
      try follow(daemon)
      try work(daemon, limit: atCall ? Self.longestLife : random.below(500))
    } catch {
      // An error is none if it is that of a process that was killed.
      let end = try daemon.process.wait(milliseconds: 1000)
      if end == nil { try daemon.kill() }
      guard atCall, end == .killed(signal: 9) else { throw error }
      tally.count("kills while starting or verifying")
    }
  }

  /// Lets it live, and compares all in the end.
  mutating func end() throws {
    let daemon = try Daemon(run, in: index.folder)
    do {
      defer { try? daemon.kill() }
      try verify(daemon)
      try follow(daemon)
      let found = try index.settle(run, daemon)
      tally.count("documents that only a look at all files has found", found.added + found.replaced + found.removed)
      try daemon.shutDown()
    }
    try index.check(run)
    tally.count("indexes compared with one built anew")
  }

  private func verify(_ daemon: Daemon) throws {
    let microseconds = try daemon.waitForAnswer()
    tally.greatest("microseconds from the start of the program to the first answer", microseconds)
    if microseconds > Self.startLimit { tally.fail("a start took \(microseconds) µs") }
    var client = try daemon.connect()
    index.written.forgetEpochs()
    for writer in 0..<Self.writers { try settlePending(of: writer, &client) }
    let documents = index.written.documents
    for writer in 0..<Self.writers {
      for entry in index.written.entries(of: writer) {
        let id = DocumentTexts.id(entry.number)
        guard try text(id, &client) == documents[id] else {
          throw Daemon.Misbehaviour(description: "\(id) is lost, or another: \(entry)")
        }
      }
    }
    let count = try client.answer(to: CountRequest(query: DocumentTexts.commonWord)).count
    guard count == documents.count else {
      throw Daemon.Misbehaviour(description: "\(count) documents are counted, where \(documents.count) are right")
    }
    if isFollowing, try client.answer(to: RootsRequest()).roots.map(\.path) != [DocumentPath(index.tree)] {
      throw Daemon.Misbehaviour(description: "the tree is followed no more")
    }
    tally.count("verified after a kill")
  }

  /// Finds out what has become of the request that was not answered: all of it is there, or nothing.
  private func settlePending(of writer: Int, _ client: inout SearchClient) throws {
    let written = index.written
    let old = written.entries(of: writer)
    var (asBefore, asAsked, undecided) = (0, 0, 0)
    for entry in written.pending(of: writer) {
      let id = DocumentTexts.id(entry.number)
      let was = old[entry.number - writer * Self.perWriter]
      let texts = [was, entry].map { $0.isThere ? written.texts.text($0.number, version: $0.version) : nil }
      let found = try text(id, &client)
      switch (found == texts[0], found == texts[1]) {
      case (true, true): undecided += 1
      case (true, false): asBefore += 1
      case (false, true): asAsked += 1
      case (false, false): throw Daemon.Misbehaviour(description: "\(id) is neither what it was nor what it was to be")
      }
    }
    guard asBefore == 0 || asAsked == 0 else {
      throw Daemon.Misbehaviour(description: "half of a request is done: \(written.pending(of: writer))")
    }
    if asBefore + asAsked > 0 { tally.count(asAsked > 0 ? "cut requests that were done" : "cut requests undone") }
    written.end(by: writer, isDone: asAsked > 0)
  }

  private func text(_ id: String, _ client: inout SearchClient) throws -> String? {
    try client.answer(to: DocumentRequest(.id(id))).document?.text
  }

  private mutating func follow(_ daemon: Daemon) throws {
    guard !isFollowing else { return }
    var client = try daemon.connect()
    _ = try client.answer(to: UpdateRequest(paths: [DocumentPath(index.tree)]), timeoutMilliseconds: 60_000)
    isFollowing = true
  }

  /// Has it write, read files and compact until it is killed.
  ///
  /// - Parameters:
  ///   - daemon: the daemon.
  ///   - limit: when it is killed, in milliseconds, if it is not before.
  /// - Throws: what went wrong before.
  private mutating func work(_ daemon: Daemon, limit: Int) throws {
    let (written, churn, tree, seed, tally) = (index.written, churn, index.tree, random.next(), tally)
    let workers = Workers { name, error in
      // A connection ends with the daemon, but what that answers is to be no error.
      if let error = error as? SearchClientError, error.code != .refused, error.code != .timedOut { return }
      tally.fail("\(name): \(error)")
    }
    for number in 0..<Self.writers {
      try workers.start("writer") { isStopping in
        var writer = DocumentWriter(number, written, try daemon.connect(), seed: seed)
        while !isStopping() {
          try writer.step()
          tally.count("changes acknowledged")
        }
      }
    }
    try workers.start("churn") { isStopping in
      while !isStopping() {
        try churn.withLock { try $0.step() }
        SystemClock.sleep(milliseconds: 2)
      }
    }
    if random.below(3) == 0 {
      try workers.start("update") { isStopping in
        var client = try daemon.connect()
        var request = UpdateRequest(paths: [DocumentPath(tree)])
        request.rereads = true
        while !isStopping() { _ = try client.answer(to: request, timeoutMilliseconds: 60_000) }
      }
    }
    let isCompacting = random.below(4) == 0
    if isCompacting {
      try workers.start("compact") { isStopping in
        var client = try daemon.connect()
        while !isStopping() { _ = try client.answer(to: CompactRequest(), timeoutMilliseconds: 60_000) }
      }
    }
    defer { workers.stop() }
    let ended = try daemon.process.wait(milliseconds: limit)
    if ended == nil {
      tally.count("kills " + doing(daemon))
      try daemon.kill()
    } else if ended == .killed(signal: 9) {
      tally.count("kills at a call" + (isCompacting ? ", compacting now and then" : ""))
    } else {
      throw Daemon.Misbehaviour(description: "the daemon ended: \(ended.map { "\($0)" } ?? "")")
    }
  }

  /// What the daemon says that it does.
  private func doing(_ daemon: Daemon) -> String {
    guard var client = try? daemon.connect(), let status = try? client.answer(to: StatusRequest()),
      let updating = status.indexes.first?.updating
    else { return "while unknown" }
    return updating.isCopying
      ? "while compacting"
      : updating.isMerging ? "while merging" : updating.isReading ? "while reading files" : "while writing"
  }
}
