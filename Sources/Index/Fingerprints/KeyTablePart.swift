import NearDuplicates
import Postings

/// Makes the part of the table of keys that is for one slot; used again for each slot.
struct KeyTablePart {
  /// For each bucket, how many entries there are up to its end.
  private(set) var ends: [UInt32] = []
  /// The entries.
  private(set) var entries: [UInt32] = []
  private let layout: KeyTableLayout
  private let documentCount: Int
  /// A key above a document each.
  private var pairs: [UInt64] = []
  private var sorted: [UInt64] = []

  init(documentCount: Int) {
    layout = KeyTableLayout(documentCount: documentCount)
    self.documentCount = documentCount
  }

  /// Makes the part for a slot.
  ///
  /// - Parameters:
  ///   - slot: the slot.
  ///   - fingerprint: the fingerprint of each document.
  mutating func make(_ slot: Int, of fingerprint: (DocID) throws -> Fingerprint) rethrows {
    pairs.removeAll(keepingCapacity: true)
    for document in 0..<DocID(documentCount) {
      let fingerprint = try fingerprint(document)
      guard fingerprint.keySlots.contains(slot) else { continue }
      pairs.append(UInt64(fingerprint.key(in: slot)) << 32 | UInt64(document))
    }
    sort()
    ends.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    for pair in pairs {
      let key = UInt32(truncatingIfNeeded: pair >> 32)
      while ends.count < layout.bucket(of: key) { ends.append(UInt32(entries.count)) }
      entries.append(layout.entry(key, DocID(truncatingIfNeeded: pair)))
    }
    while ends.count < layout.bucketCount { ends.append(UInt32(entries.count)) }
  }

  /// Sorts by keys, byte by byte from the lowest on; documents come in their order, and stay in it.
  private mutating func sort() {
    // As many, so that the two can be exchanged.
    if sorted.count != pairs.count { sorted = pairs }
    for byte in 0..<Fingerprint.keyBits / 8 {
      let shift = UInt64(32 + 8 * byte)
      var places = [Int](repeating: 0, count: 257)
      for pair in pairs { places[Int(pair &>> shift & 0xFF) + 1] += 1 }
      for value in 1..<places.count { places[value] += places[value - 1] }
      for pair in pairs {
        let value = Int(pair &>> shift & 0xFF)
        sorted[places[value]] = pair
        places[value] += 1
      }
      swap(&pairs, &sorted)
    }
  }
}
