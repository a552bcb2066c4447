import Postings

/// The frequencies and norms of some postings, as `ImpactsChecker` compares them with their bounds.
struct ImpactTally {
  /// For each frequency the least norm, `none` where there is no posting. The last stands for all greater frequencies too.
  private var least = [UInt16](repeating: Self.none, count: Int(Impacts.unboundedFrequency) + 1)

  private static let none: UInt16 = 256

  mutating func removeAll() {
    for frequency in least.indices { least[frequency] = Self.none }
  }

  mutating func add(frequency: UInt32, norm: UInt8) {
    let frequency = Int(min(frequency, UInt32(Impacts.unboundedFrequency)))
    least[frequency] = min(least[frequency], UInt16(norm))
  }

  mutating func add(_ other: ImpactTally) {
    for frequency in least.indices { least[frequency] = min(least[frequency], other.least[frequency]) }
  }

  /// Whether no posting is outside of the bounds.
  func isCovered(by impacts: Impacts) -> Bool {
    least.indices.allSatisfy { frequency in
      UInt8(exactly: least[frequency]).map { impacts.cover(frequency: UInt32(frequency), norm: $0) } ?? true
    }
  }

  /// Whether a posting has this frequency, and none of that frequency a lesser norm than this.
  func holds(frequency: UInt8, norm: UInt8) -> Bool { least[Int(frequency)] == UInt16(norm) }
}
