/// Which documents have which keys: an immutable table, to be stored with a set of documents whose fingerprints are stored as well.
///
/// Its entries are sorted numbers of 64 bits: one of ``Fingerprint/keys`` above the number of a document. A document has 17 of
/// them, one if it is short.
public struct BandTable: Sendable {
  /// The entries, ascending, none of them twice.
  public let entries: [UInt64]

  /// The table of some documents, which are numbered from 0.
  public init(_ fingerprints: some Sequence<Fingerprint>) {
    var entries: [UInt64] = []
    var document: UInt64 = 0
    for fingerprint in fingerprints {
      for key in fingerprint.keys { entries.append(UInt64(key) << 32 | document) }
      document += 1
    }
    entries.sort()
    self.entries = entries
  }

  /// A table that was stored; nil where its entries are not in order.
  public init?(entries: [UInt64]) {
    guard zip(entries, entries.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    self.entries = entries
  }

  /// The documents that have a key in common with a text: among them, most likely, all that it is a reprint of.
  ///
  /// - Parameters:
  ///   - fingerprint: The text.
  ///   - limit: How many entries are looked at for each key. Thousands of documents made from one template may have one.
  /// - Returns: The documents' numbers, those with the most keys in common first, and otherwise ascending.
  public func candidates(for fingerprint: Fingerprint, limit: Int = 64) -> [UInt32] {
    var found: [UInt32] = []
    for key in fingerprint.keys {
      var index = firstEntry(of: key)
      let end = index + min(limit, entries.count - index)
      while index < end, entries[index] >> 32 == UInt64(key) {
        found.append(UInt32(truncatingIfNeeded: entries[index]))
        index += 1
      }
    }
    return CandidateCount.byFrequency(&found)
  }

  private func firstEntry(of key: UInt32) -> Int {
    let wanted = UInt64(key) << 32
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
