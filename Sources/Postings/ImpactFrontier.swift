/// Gathers the frequencies and norms of postings, and keeps of them those that no other one outdoes.
///
/// What outdoes a posting has at least its frequency and at most its norm, and one of the two is better.
@safe public struct ImpactFrontier: ~Copyable {
  /// For each frequency the least norm, 256 where there is none. The last one stands for all greater frequencies too.
  private let least: UnsafeMutablePointer<UInt16>
  /// The greatest frequency seen.
  private var greatest = 0

  private static let none: UInt16 = 256

  /// Without postings.
  public init() {
    unsafe least = .allocate(capacity: 256)
    unsafe least.initialize(repeating: Self.none, count: 256)
  }

  deinit {
    unsafe least.deallocate()
  }

  /// Adds a posting; its frequency is at least 1.
  @inline(__always)
  public mutating func add(frequency: UInt32, norm: UInt8) {
    let frequency = Int(min(frequency, UInt32(Impacts.unboundedFrequency)))
    greatest = max(greatest, frequency)
    if unsafe UInt16(norm) < least[frequency] { unsafe least[frequency] = UInt16(norm) }
  }

  /// Adds the postings of another frontier.
  public mutating func add(_ other: borrowing ImpactFrontier) {
    other.forEachPair { frequency, norm in add(frequency: UInt32(frequency), norm: norm) }
  }

  /// Forgets all postings.
  public mutating func removeAll() {
    unsafe least.update(repeating: Self.none, count: greatest + 1)
    greatest = 0
  }

  /// The pairs that bound all postings. Where there are more than eight, neighbours are joined into one that bounds both: those
  /// by which the bound of a typical score grows least.
  ///
  /// - Parameter typicalLength: the length of a typical document, in tokens.
  /// - Returns: the pairs, the one with the best typical score first.
  public func impacts(typicalLength: Float) -> Impacts {
    var pairs: [(frequency: UInt8, norm: UInt8)] = []
    forEachPair { pairs.append(($0, $1)) }
    func score(_ frequency: UInt8, _ norm: UInt8) -> Float {
      let length = Float(SmallFloat.decode(norm)) / max(typicalLength, 1)
      return Float(frequency) / (Float(frequency) + 1.2 * (0.25 + 0.75 * length))
    }
    guard var best = pairs.indices.max(by: { score(pairs[$0].0, pairs[$0].1) < score(pairs[$1].0, pairs[$1].1) })
    else { return Impacts() }
    while pairs.count > Impacts.count {
      var cheapest = 0
      var least = Float.infinity
      for index in 0..<pairs.count - 1 where index != best && index + 1 != best {
        let cost =
          score(pairs[index].frequency, pairs[index + 1].norm)
          - score(pairs[index + 1].frequency, pairs[index + 1].norm)
        if cost < least { (cheapest, least) = (index, cost) }
      }
      pairs[cheapest].norm = pairs[cheapest + 1].norm
      pairs.remove(at: cheapest + 1)
      if cheapest < best { best -= 1 }
    }
    pairs.swapAt(0, best)
    var impacts = Impacts()
    for (index, pair) in pairs.enumerated() {
      impacts.frequencies[index] = pair.frequency
      impacts.norms[index] = pair.norm
    }
    return impacts
  }

  /// The pairs by falling frequency, and so by falling norm.
  private func forEachPair(_ body: (UInt8, UInt8) -> Void) {
    var bound = Self.none
    var frequency = greatest
    while frequency > 0 {
      let norm = unsafe least[frequency]
      if norm < bound {
        bound = norm
        body(UInt8(frequency), UInt8(norm))
      }
      frequency -= 1
    }
  }
}
