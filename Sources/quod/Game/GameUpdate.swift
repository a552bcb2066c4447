import ArgumentParser
import Index
import Ingest
import LMDB
import Platform
import Synchronization
import Updating

/// Adds documents to the index of a benchmark, and measures how long it takes until they are durable and found.
struct GameUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "game-update",
    abstract: "Add the lines of a file to the index of a benchmark, round by round.",
    discussion: """
      Each line is a document. A round adds all of them and ends when they are durable and a query has found them. Then come \
      single documents, one after the other, and beside them bare commits of LMDB, of one value each, for comparison.
      """)

  @Option(help: ArgumentHelp("The directory of the index.", valueName: "dir"), completion: .directory)
  var index: String

  @Option(help: ArgumentHelp("How many rounds.", valueName: "n"))
  var rounds = 6

  @Option(help: ArgumentHelp("How many single documents.", valueName: "n"))
  var singles = 200

  @Argument(help: ArgumentHelp("The lines.", valueName: "file"), completion: .file())
  var file: String

  func run() throws {
    let start = SystemClock.monotonic()
    let reader = try IndexReader.openForWriting(index).reader
    var options = UpdaterOptions()
    options.building.storesDocuments = false
    let updater = IndexUpdater(directory: index, options: options, open: { reader })
    try updater.start()
    defer { updater.stop(milliseconds: 60_000) }
    let player = GamePlayer(session: try reader.makeSession())
    var answer = OutputLine()
    func ask() {
      answer.clear()
      player.answer(Array("TOP_10\tthe".utf8)[...], into: &answer)
    }
    ask()
    _ = try wait { updater.apply([], then: $0) }
    for round in 0..<rounds {
      let opened = SystemClock.monotonic()
      let changes = try lines().map { IndexChange.append($0) }
      let added = SystemClock.monotonic()
      _ = try wait { updater.apply(changes, then: $0) }
      let committed = SystemClock.monotonic()
      ask()
      let answered = SystemClock.monotonic()
      try Output.result(
        "round \(round) open+warm_ms \(Self.milliseconds(opened - start)) add_ms \(Self.milliseconds(added - opened)) "
          + "commit_ms \(Self.milliseconds(committed - added)) reopen_query_ms \(Self.milliseconds(answered - committed)) "
          + "total_ms \(Self.milliseconds(answered - opened))")
    }
    try measureSingles(updater, ask)
  }

  private func measureSingles(_ updater: IndexUpdater, _ ask: () -> Void) throws {
    let documents = try lines()
    guard !documents.isEmpty, singles > 0 else { return }
    let scratch = index + ".bare"
    defer {
      for name in ["/data.mdb", "/lock.mdb"] { try? FileSystem.removeFile(at: (scratch + name).utf8) }
      try? FileSystem.removeDirectory(at: scratch.utf8)
    }
    let bare = try Environment(at: scratch)
    var (ours, theirs): ([UInt64], [UInt64]) = ([], [])
    for number in 0..<singles {
      let changes = [IndexChange.append(documents[number % documents.count])]
      let start = SystemClock.monotonic()
      _ = try wait { updater.apply(changes, then: $0) }
      ask()
      let end = SystemClock.monotonic()
      try Self.commit(number, to: bare)
      ours.append(end - start)
      theirs.append(SystemClock.monotonic() - end)
    }
    try Output.result(
      "one document: median \(Self.percentile(ours, 50)) ms, p99 \(Self.percentile(ours, 99)) ms; bare commit of LMDB: "
        + "median \(Self.percentile(theirs, 50)) ms, p99 \(Self.percentile(theirs, 99)) ms (\(singles) of each)")
  }

  private static func commit(_ number: Int, to environment: Environment) throws {
    let value = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 64)
    try environment.write { transaction in
      try unsafe value.withUnsafeBytes { value in
        try unsafe withUnsafeBytes(of: number.bigEndian) { try unsafe transaction.put($0, value) }
      }
    }
  }

  private func lines() throws -> [IndexDocument] {
    var reader = LineReader(maximumLength: .max)
    var input = try ByteInput(try FileDescriptor.open(file.utf8))
    var documents: [IndexDocument] = []
    while case .complete(let line)? = try reader.next(from: &input) {
      var document = IndexDocument()
      document.body = Array(reader.buffer[line])
      documents.append(document)
    }
    return documents
  }

  private func wait(_ request: (@escaping IndexUpdater.Completion<IndexCommit>) -> Void) throws -> IndexCommit {
    let answer = Monitor<Result<IndexCommit, any Error>?>(nil)
    request { result in
      answer.withLock { $0 = result }
      answer.broadcast()
    }
    return try answer.waiting { $0 }.get()
  }

  private static func percentile(_ times: [UInt64], _ percent: Int) -> String {
    milliseconds(times.sorted()[min(times.count - 1, times.count * percent / 100)])
  }

  private static func milliseconds(_ nanoseconds: UInt64) -> String {
    let hundredths = nanoseconds / 10_000
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
