import SearchAPI
import TestSupport

/// Adds, replaces and removes documents with numbers of its own, and keeps account of it.
struct DocumentWriter: ~Copyable {
  private static let greatestGroup = 6

  let number: Int
  private let written: WrittenDocuments
  private var random: SplitMix64
  private var client: SearchClient

  init(_ number: Int, _ written: WrittenDocuments, _ client: consuming SearchClient, seed: UInt64) {
    self.number = number
    self.written = written
    self.client = client
    random = SplitMix64(seed: seed &+ UInt64(number))
  }

  /// Sends all documents that are not there.
  mutating func fill() throws {
    let missing = written.entries(of: number).filter { !$0.isThere }
    for start in stride(from: 0, to: missing.count, by: 100) {
      let group = missing[start..<min(missing.count, start + 100)].map(Self.next)
      try send(group) { texts in .update(UpdateRequest(documents: texts)) }
    }
  }

  /// Makes one change.
  mutating func step() throws {
    let entries = written.entries(of: number)
    var group: [Int: WrittenDocuments.Entry] = [:]
    for _ in 0..<1 + random.below(Self.greatestGroup) {
      let entry = entries[random.below(entries.count)]
      group[entry.number] = entry
    }
    let chosen = group.values.sorted { $0.number < $1.number }
    switch random.below(4) {
    case 0:
      let absent = chosen.filter { !$0.isThere }
      guard !absent.isEmpty else { return }
      try send(absent.map(Self.next)) { texts in .add(AddRequest(texts)) }
    case 1:
      let removed = chosen.map { entry in
        var entry = entry
        entry.isThere = false
        return entry
      }
      let ids = removed.map { DocumentTexts.id($0.number) }
      try send(removed) { _ in .remove(RemoveRequest(ids: ids)) }
    default:
      try send(chosen.map(Self.next)) { texts in .update(UpdateRequest(documents: texts)) }
    }
  }

  private enum Request {
    case add(AddRequest)
    case update(UpdateRequest)
    case remove(RemoveRequest)
  }

  private static func next(_ entry: WrittenDocuments.Entry) -> WrittenDocuments.Entry {
    var entry = entry
    entry.version += 1
    entry.isThere = true
    return entry
  }

  /// Says what is going to be, asks for it, and takes the acknowledgement in. Without one, all stays open.
  private mutating func send(
    _ changes: [WrittenDocuments.Entry], _ request: ([DocumentInput]) -> Request
  ) throws {
    let inputs = changes.filter(\.isThere).map { written.texts.input($0.number, version: $0.version) }
    written.begin(changes, by: number)
    let epoch =
      switch request(inputs) {
      case .add(let request): try client.answer(to: request, timeoutMilliseconds: 60_000).epoch
      case .update(let request): try client.answer(to: request, timeoutMilliseconds: 60_000).epoch
      case .remove(let request): try client.answer(to: request, timeoutMilliseconds: 60_000).epoch
      }
    written.end(by: number, isDone: true, epoch: epoch)
  }
}
