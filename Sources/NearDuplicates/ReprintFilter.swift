/// Lets of documents that come one after the other those through that are no reprint of one that was let through before.
///
/// A document is compared with *originals* only, those that were let through: a reprint of a reprint is one of the original if it
/// has a relation to that, and is an original itself otherwise. So a long row of documents, each a little like the one before,
/// never becomes one.
///
/// An original takes about 250 bytes.
public struct ReprintFilter: Sendable {
  /// How many comparisons have been made, of keys and of fingerprints: what the time depends on.
  public private(set) var comparisonCount = 0

  /// A key of an original is known by its place: that of the original times this, and the key's slot.
  private static let slots = Fingerprint.slotCount

  private var originals: [Fingerprint] = []
  /// A hash table of keys, each a chain: where the latest begins, and for each key where the one before it is; -1 where none is.
  private var heads = [Int32](repeating: -1, count: 64)
  private var previous: [Int32] = []

  /// A filter that knows no documents.
  public init() {}

  /// Says whether a document is an original, and knows it from now on if it is.
  ///
  /// - Parameter fingerprint: Its text.
  /// - Returns: False if it has a relation to an original.
  public mutating func admit(_ fingerprint: Fingerprint) -> Bool {
    for slot in fingerprint.keySlots {
      let key = fingerprint.key(in: slot)
      var place = heads[chain(of: key, in: slot)]
      while place >= 0 {
        comparisonCount += 1
        let original = originals[Int(place) / Self.slots]
        if Int(place) % Self.slots == slot, original.key(in: slot) == key, original.relation(to: fingerprint) != nil {
          return false
        }
        place = previous[Int(place)]
      }
    }
    insert(fingerprint)
    return true
  }

  private mutating func insert(_ fingerprint: Fingerprint) {
    // Places have 32 bits. Later documents are originals that nobody finds.
    guard previous.count + Self.slots <= Int(Int32.max) else { return }
    originals.append(fingerprint)
    for _ in 0..<Self.slots { previous.append(-1) }
    if previous.count > heads.count {
      heads = [Int32](repeating: -1, count: heads.count * 2)
      for original in originals.indices { link(original) }
    } else {
      link(originals.count - 1)
    }
  }

  /// Puts the keys of an original into their chains.
  private mutating func link(_ original: Int) {
    for slot in originals[original].keySlots {
      let chain = chain(of: originals[original].key(in: slot), in: slot)
      previous[original * Self.slots + slot] = heads[chain]
      heads[chain] = Int32(original * Self.slots + slot)
    }
  }

  private func chain(of key: UInt32, in slot: Int) -> Int {
    Int(truncatingIfNeeded: mixed(UInt64(slot) << UInt64(Fingerprint.keyBits) | UInt64(key))) & (heads.count - 1)
  }
}
