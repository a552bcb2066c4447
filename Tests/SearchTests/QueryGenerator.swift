import TestSupport

/// Writes queries that use the whole language over the words of a collection.
struct QueryGenerator {
  private let collection: Collection
  private var random: SplitMix64

  init(_ collection: Collection, seed: UInt64) {
    self.collection = collection
    random = SplitMix64(seed: seed)
  }

  mutating func next() -> String {
    group(depth: 0)
  }

  private mutating func group(depth: Int) -> String {
    let count = 1 + random.below(depth == 0 ? 4 : 3)
    var parts: [String] = []
    for index in 0..<count {
      if index > 0, random.below(6) == 0 { parts.append(["AND", "OR", "NOT", "OR NOT"][random.below(4)]) }
      parts.append(["", "", "", "", "+", "-"][random.below(6)] + clause(depth: depth))
    }
    return parts.joined(separator: " ")
  }

  private mutating func clause(depth: Int) -> String {
    switch random.below(12) {
    case 0...4: collection.word(&random)
    case 5...7: "\"\(collection.phrase(&random))\""
    case 8: "title:" + (random.below(2) == 0 ? collection.word(&random) : "\"\(collection.phrase(&random))\"")
    case 9: String(collection.word(&random).prefix(1 + random.below(3))) + "*"
    case 10: collection.word(&random) + "-" + collection.word(&random)
    default: depth < 3 ? "(\(group(depth: depth + 1)))" : collection.word(&random)
    }
  }
}
