import Platform
import TestSupport

/// What the index is to hold of the documents that writers send: what was acknowledged, and what was asked for and not
/// answered yet. Each writer has numbers of its own.
final class WrittenDocuments: Sendable {
  /// What has become of one number.
  struct Entry: Equatable, Sendable {
    let number: Int
    /// How many texts it has had.
    var version = 0
    /// Whether the last of them is there; if not, it was removed.
    var isThere = false
    /// The state of the index that has that.
    var epoch: UInt64 = 0
  }

  private struct State {
    var entries: [Entry]
    /// By writer, what its request makes of some numbers.
    var pending: [[Int: Entry]]
  }

  let texts: DocumentTexts
  let perWriter: Int
  private let state: Monitor<State>

  init(seed: UInt64, scale: Int = 1, writers: Int, perWriter: Int) {
    texts = DocumentTexts(seed: seed, scale: scale)
    self.perWriter = perWriter
    state = Monitor(
      State(
        entries: (0..<writers * perWriter).map { Entry(number: $0) },
        pending: Array(repeating: [:], count: writers)))
  }

  var writerCount: Int { state.withLock { $0.pending.count } }

  /// The entries of a writer, which alone changes them.
  func entries(of writer: Int) -> [Entry] {
    state.withLock { Array($0.entries[writer * perWriter..<(writer + 1) * perWriter]) }
  }

  /// Says what a request is going to make of its numbers.
  func begin(_ changes: [Entry], by writer: Int) {
    state.withLock { state in
      state.pending[writer] = Dictionary(changes.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    }
  }

  /// Takes in that the request of a writer was done, or that it was not.
  func end(by writer: Int, isDone: Bool, epoch: UInt64 = 0) {
    state.withLock { state in
      if isDone {
        for var entry in state.pending[writer].values {
          entry.epoch = epoch
          state.entries[entry.number] = entry
        }
      }
      state.pending[writer] = [:]
    }
  }

  /// Epochs are those of one index in one daemon's life, as far as a client can know.
  func forgetEpochs() {
    state.withLock { state in
      for number in state.entries.indices { state.entries[number].epoch = 0 }
    }
  }

  /// What a writer has asked for without an answer.
  func pending(of writer: Int) -> [Entry] {
    state.withLock { Array($0.pending[writer].values) }
  }

  /// One about which nothing is asked for just now; nil if that is not found quickly.
  func settled(_ random: inout SplitMix64) -> Entry? {
    state.withLock { state in
      let number = random.below(state.entries.count)
      return state.pending[number / perWriter][number] == nil ? state.entries[number] : nil
    }
  }

  /// Whether an entry is what it was, and nobody is about to change it.
  func isStill(_ entry: Entry) -> Bool {
    state.withLock { $0.pending[entry.number / perWriter][entry.number] == nil && $0.entries[entry.number] == entry }
  }

  /// The texts that are to be in the index, by id; no request is to be without an answer.
  var documents: [String: String] {
    var documents: [String: String] = [:]
    for entry in state.withLock({ $0.entries }) where entry.isThere {
      documents[DocumentTexts.id(entry.number)] = texts.text(entry.number, version: entry.version)
    }
    return documents
  }
}
