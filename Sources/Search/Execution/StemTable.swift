import Index
import Stemming
import Synchronization

/// For each stem of a language, the terms of a segment that have it: made from the dictionary when it is first asked for, and
/// shared by all threads.
///
/// It holds eight bytes for each term that is not its own stem: the upper half a hash of the stem, the lower half the
/// term's number. What it gives are candidates, whose stems are to be compared.
final class StemTable: Sendable {
  private struct State {
    /// How many terms have been stemmed.
    var termCount = 0
    /// Ascending once all have been.
    var entries: [UInt64] = []
    var isComplete = false
  }

  private let state = Mutex(State())

  /// How many terms are stemmed in one go: less than a millisecond.
  private static let termsPerStep = 1024

  /// The numbers of the terms that may have a stem, but for that which is its own stem.
  ///
  /// Whoever comes first stems the dictionary; who comes meanwhile helps. What was done before a deadline is not lost.
  ///
  /// - Throws: what the watch throws, and `IndexError` or `PostingsError` for a damaged index.
  func candidates(for stem: [UInt8], in dictionary: TermDictionary, stemmer: Stemmer, watch: Watch) throws -> [Int] {
    while !(try step(dictionary, stemmer)) { try watch.tick(Self.termsPerStep) }
    let entries = state.withLock { $0.entries }
    let hash = unsafe stem.withUnsafeBytes { unsafe Self.hash($0) }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0 & ~0xFFFF_FFFF == hash }.map { Int($0 & 0xFFFF_FFFF) }
  }

  /// Stems some more terms; true if there are none left.
  private func step(_ dictionary: TermDictionary, _ stemmer: Stemmer) throws -> Bool {
    try state.withLock { state in
      guard !state.isComplete else { return true }
      let cursor = try dictionary.cursor(at: state.termCount)
      for _ in 0..<Self.termsPerStep {
        guard state.termCount < dictionary.count, try cursor.next() else {
          state.entries.sort()
          state.isComplete = true
          return true
        }
        let number = UInt64(UInt32(truncatingIfNeeded: state.termCount))
        let hash = unsafe cursor.term.withUnsafeBytes { term in
          unsafe stemmer.withStem(of: term) { stem in
            unsafe stem.elementsEqual(term) ? nil : Self.hash(stem)
          }
        }
        if let hash { state.entries.append(hash | number) }
        state.termCount += 1
      }
      return false
    }
  }

  /// A hash in the upper half.
  private static func hash(_ stem: UnsafeRawBufferPointer) -> UInt64 {
    var hasher = Hasher()
    unsafe hasher.combine(bytes: stem)
    return UInt64(truncatingIfNeeded: hasher.finalize()) & ~0xFFFF_FFFF
  }
}
