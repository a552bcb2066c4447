import Index
import Query
import Search
import TestSupport

/// Compares what an index answers with a model.
struct IndexVerifier {
  /// A document that is missing, surplus or wrong, or an answer that is.
  struct Mismatch: Error, CustomStringConvertible {
    let description: String
  }

  private static let queryCount = 4

  let workload: Workload

  /// Compares all documents, and the answers to some phrases.
  ///
  /// - Parameters:
  ///   - session: reads the index.
  ///   - allowed: how many batches the index may hold.
  ///   - seed: chooses the phrases.
  /// - Returns: how many batches it holds.
  /// - Throws: `Mismatch`, and what reading throws.
  @discardableResult
  func verify(_ session: ReadSession, allowed: ClosedRange<Int>, seed: UInt64) throws -> Int {
    try session.withSnapshot { snapshot in
      let searcher = Searcher(snapshot: snapshot)
      let found = try documents(searcher, Workload.commonWord)
      let count = try Self.batchCount(of: found)
      guard allowed.contains(count) else {
        throw Mismatch(description: "the index holds \(count) batches, where \(allowed) are right")
      }
      guard snapshot.documentCount == found.count else {
        throw Mismatch(description: "\(found.count) documents are found of \(snapshot.documentCount)")
      }
      var model = Model(workload)
      model.advance(to: count)
      let expected = model.documents
      try compare(found, expected)
      try compareAnswers(searcher, expected, seed: seed)
      return count
    }
  }

  /// Answers one query; fast.
  ///
  /// - Returns: how many batches the index holds.
  func answer(_ session: ReadSession) throws -> Int {
    try session.withSnapshot { snapshot in
      try Self.batchCount(of: documents(Searcher(snapshot: snapshot), Workload.commonWord))
    }
  }

  private static func batchCount(of found: [[UInt8]: IndexDocument]) throws -> Int {
    guard let clock = found[Workload.clockID] else {
      guard found.isEmpty else { throw Mismatch(description: "the clock is missing") }
      return 0
    }
    guard let count = Workload.batchCount(of: clock) else { throw Mismatch(description: "the clock makes no sense") }
    return count
  }

  private func compare(_ found: [[UInt8]: IndexDocument], _ expected: [[UInt8]: IndexDocument]) throws {
    for (id, document) in expected where found[id] != document {
      let name = String(decoding: id, as: UTF8.self)
      throw Mismatch(
        description: found[id] == nil ? "document \(name) is missing" : "document \(name) has another text")
    }
    for id in found.keys where expected[id] == nil {
      throw Mismatch(description: "document \(String(decoding: id, as: UTF8.self)) is there though it was removed")
    }
  }

  private func compareAnswers(_ searcher: Searcher, _ expected: [[UInt8]: IndexDocument], seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let texts = expected.mapValues { [Self.words($0.title), Self.words($0.body)] }
    let ids = texts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    guard !ids.isEmpty else { return }
    for _ in 0..<Self.queryCount {
      let words = texts[ids[random.below(ids.count)]]?[1] ?? []
      let start = random.below(words.count)
      let phrase = words[start..<min(words.count, start + 1 + random.below(4))]
      let query = "\"" + phrase.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") + "\""
      let found = Set(try documents(searcher, query).keys)
      let right = Set(ids.filter { id in texts[id]?.contains { Self.holds($0, phrase) } ?? false })
      guard found == right else {
        throw Mismatch(description: "\(query) finds \(found.count) documents, where \(right.count) are right")
      }
    }
  }

  private static func words(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    text.split(separator: UInt8(ascii: " "))
  }

  private static func holds(_ words: [ArraySlice<UInt8>], _ phrase: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    words.count >= phrase.count
      && (0...words.count - phrase.count).contains { words[$0..<$0 + phrase.count].elementsEqual(phrase) }
  }

  /// The documents that a query finds, by their ids.
  private func documents(_ searcher: Searcher, _ query: String) throws -> [[UInt8]: IndexDocument] {
    var options = SearchOptions()
    options.limit = 10_000
    let answer = try searcher.search(SearchQuery(QueryParser().parse(query)), options: options)
    var documents: [[UInt8]: IndexDocument] = [:]
    for hit in answer.hits {
      guard let document = try searcher.document(of: hit) else { continue }
      guard documents.updateValue(document, forKey: document.id) == nil else {
        throw Mismatch(description: "document \(String(decoding: document.id, as: UTF8.self)) is there twice")
      }
    }
    guard answer.total == documents.count, !answer.isIncomplete else {
      throw Mismatch(description: "\(query) counts \(answer.total ?? 0) documents and finds \(documents.count)")
    }
    return documents
  }
}
