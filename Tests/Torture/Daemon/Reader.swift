import Platform
import SearchAPI
import TestSupport

/// Asks a daemon again and again, and compares its answers with what writers know.
struct Reader: ~Copyable {
  private static let timeout = 10_000

  private let written: WrittenDocuments
  private let tally: Tally
  private let latencies: Latencies
  private var random: SplitMix64
  private var client: SearchClient
  private var lastEpoch: UInt64 = 0

  init(
    _ written: WrittenDocuments, _ tally: Tally, _ latencies: Latencies, _ client: consuming SearchClient, seed: UInt64
  ) {
    self.written = written
    self.tally = tally
    self.latencies = latencies
    self.client = client
    random = SplitMix64(seed: seed)
  }

  /// Asks one question.
  mutating func step() throws {
    guard let entry = written.settled(&random) else { return }
    switch random.below(10) {
    case 0..<3: try searchWord(of: entry)
    case 3..<5: try countWords(of: entry)
    case 5..<7: try readDocument(entry)
    default: try searchPhrase()
    }
  }

  private mutating func searchWord(of entry: WrittenDocuments.Entry) throws {
    guard entry.version > 0 else { return }
    let word = DocumentTexts.word(entry.number, version: entry.version)
    var request = SearchRequest(query: "\"\(DocumentTexts.commonWord) \(word)\"")
    request.minEpoch = minEpoch(for: entry)
    let answer = try search(request)
    let found = answer.hits.map { $0.id ?? "" }
    require(entry, "\(request.query) finds \(found)", found == (entry.isThere ? [DocumentTexts.id(entry.number)] : []))
  }

  private mutating func countWords(of entry: WrittenDocuments.Entry) throws {
    for version in max(1, entry.version - 1)..<entry.version + 1 {
      var request = CountRequest(query: DocumentTexts.word(entry.number, version: version))
      request.minEpoch = minEpoch(for: entry)
      request.timeoutMilliseconds = Self.timeout
      let answer = try client.answer(to: request)
      advance(to: answer.epoch)
      let expected = entry.isThere && version == entry.version ? 1 : 0
      require(entry, "\(request.query) is counted \(answer.count) times", answer.count == expected)
    }
  }

  private mutating func readDocument(_ entry: WrittenDocuments.Entry) throws {
    var request = DocumentRequest(.id(DocumentTexts.id(entry.number)))
    request.minEpoch = minEpoch(for: entry)
    request.timeoutMilliseconds = Self.timeout
    let document = try client.answer(to: request).document
    if let epoch = document?.epoch { advance(to: epoch) }
    let expected = entry.isThere ? written.texts.text(entry.number, version: entry.version) : nil
    require(
      entry, "document \(entry.number) is \(document == nil ? "missing or surplus" : "another")",
      document?.text == expected)
  }

  private mutating func searchPhrase() throws {
    let answer = try search(SearchRequest(query: DocumentTexts.phrase(&random)))
    guard let total = answer.total, total >= answer.hits.count, total == answer.hits.count || answer.hits.count == 50
    else { return tally.fail("\(answer.hits.count) hits of \(answer.total ?? -1)") }
    tally.count("phrases searched")
  }

  private mutating func search(_ request: SearchRequest) throws -> SearchAnswer {
    var request = request
    request.timeoutMilliseconds = Self.timeout
    let began = SystemClock.monotonic()
    let answer = try client.answer(to: request)
    latencies.add(Int(SystemClock.monotonic() - began) / 1000)
    advance(to: answer.epoch)
    if answer.isIncomplete { tally.fail("\(request.query) was not answered completely in time") }
    return answer
  }

  /// Half of the time none: what was acknowledged is to be found without saying so.
  private mutating func minEpoch(for entry: WrittenDocuments.Entry) -> UInt64? {
    random.below(2) == 0 ? entry.epoch : nil
  }

  private mutating func advance(to epoch: UInt64) {
    if epoch < lastEpoch { tally.fail("epoch \(epoch) is answered behind \(lastEpoch)") }
    lastEpoch = epoch
  }

  /// Compares an answer, unless what it is about has changed meanwhile.
  private func require(_ entry: WrittenDocuments.Entry, _ message: String, _ isRight: Bool) {
    guard written.isStill(entry) else { return tally.count("answers about what changed meanwhile") }
    tally.count("answers compared")
    if !isRight {
      tally.fail(
        "\(message), where version \(entry.version) is \(entry.isThere ? "there" : "removed") since \(entry.epoch)"
          + " and the answer is of \(lastEpoch)")
    }
  }
}
