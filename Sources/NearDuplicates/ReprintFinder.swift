/// Finds which documents are reprints of earlier ones while they come in.
///
/// The first of several is their *original*, and only originals are looked for: a reprint of a reprint is one of the original if
/// it resembles that, and is otherwise an original itself. So a long row of documents, each a little like the one before,
/// never becomes one.
///
/// An original takes about 300 bytes.
public struct ReprintFinder: Sendable {
  /// What a document was found to be.
  public enum Verdict: Hashable, Sendable {
    /// It is like none before.
    case original
    /// It is like the original with this number.
    case reprint(of: UInt32, Fingerprint.Relation)
  }

  /// How many originals are looked at for each key, the latest first: a template makes thousands of texts with one.
  private static let limit = 64

  /// A key of an original is known by its place: that of the original times this, and the key's slot.
  private static let slots = Fingerprint.bandCount + 1

  private var numbers: [UInt32] = []
  private var fingerprints: [Fingerprint] = []
  /// A hash table of keys, each a chain: where the latest begins, and for each key where the one before it is; -1 where none is.
  private var heads = [Int32](repeating: -1, count: 64)
  private var previous: [Int32] = []

  /// A finder that knows no documents.
  public init() {}

  /// Says what a document is, and knows it from now on if it is an original.
  ///
  /// - Parameters:
  ///   - fingerprint: Its text.
  ///   - number: What it is called if later ones are like it.
  /// - Returns: Whether it is an original; of several that it is like the one that it resembles most.
  public mutating func add(_ fingerprint: Fingerprint, number: UInt32) -> Verdict {
    var found: [UInt32] = []
    for slot in fingerprint.keySlots {
      let key = fingerprint.key(in: slot)
      var place = heads[chain(of: key)]
      var steps = 0
      while place >= 0, steps < Self.limit {
        let original = Int(place) / Self.slots
        if Int(place) % Self.slots == slot, fingerprints[original].key(in: slot) == key {
          found.append(UInt32(original))
        }
        place = previous[Int(place)]
        steps += 1
      }
    }
    if let verdict = best(of: CandidateCount.byFrequency(&found), for: fingerprint) { return verdict }
    insert(fingerprint, number)
    return .original
  }

  private func best(of candidates: [UInt32], for fingerprint: Fingerprint) -> Verdict? {
    var best: (resemblance: Double, verdict: Verdict)?
    for candidate in candidates {
      let number = numbers[Int(candidate)]
      switch fingerprint.relation(to: fingerprints[Int(candidate)]) {
      case .exact: return .reprint(of: number, .exact)
      case .near(let resemblance):
        guard resemblance > best?.resemblance ?? -1 else { continue }
        best = (resemblance, .reprint(of: number, .near(resemblance: resemblance)))
      case nil: continue
      }
    }
    return best?.verdict
  }

  private mutating func insert(_ fingerprint: Fingerprint, _ number: UInt32) {
    // Places have 32 bits. Later documents are originals that nobody finds.
    guard previous.count + Self.slots <= Int(Int32.max) else { return }
    numbers.append(number)
    fingerprints.append(fingerprint)
    for _ in 0..<Self.slots { previous.append(-1) }
    if previous.count > heads.count {
      heads = [Int32](repeating: -1, count: heads.count * 2)
      for original in fingerprints.indices { link(original) }
    } else {
      link(fingerprints.count - 1)
    }
  }

  /// Puts the keys of an original into their chains.
  private mutating func link(_ original: Int) {
    for slot in fingerprints[original].keySlots {
      let chain = chain(of: fingerprints[original].key(in: slot))
      previous[original * Self.slots + slot] = heads[chain]
      heads[chain] = Int32(original * Self.slots + slot)
    }
  }

  private func chain(of key: UInt32) -> Int {
    Int(truncatingIfNeeded: mixed(UInt64(key))) & (heads.count - 1)
  }
}
