/// Makes the fingerprint of a text from its tokens, as they come.
///
/// It can be used for one text after another, and allocates nothing then.
public struct FingerprintBuilder: Sendable {
  /// The least hash of each part.
  private var minima = [UInt64](repeating: .max, count: Fingerprint.sketchLength)
  private var textHash: UInt64 = 0
  private var previous: UInt64 = 0
  private var count = 0

  /// A builder of an empty text.
  public init() {}

  /// Appends tokens to the text.
  ///
  /// - Parameter tokens: A hash of each, of which all bits should be good: the same token has to have the same hash in all
  ///   documents that are compared, today and later.
  public mutating func add(_ tokens: Span<UInt64>) {
    var (textHash, previous) = (textHash, previous)
    let isFirst = count == 0
    count += tokens.count
    var minima = minima.mutableSpan
    for index in tokens.indices {
      let token = tokens[index]
      textHash = ((textHash << 23 | textHash >> 41) ^ token) &* 0x9FB2_1C65_1E98_DF25
      if index > 0 || !isFirst {
        let (part, hash) = mixed(previous &* 0x9E37_79B9_7F4A_7C15 &+ token)
          .multipliedFullWidth(by: UInt64(Fingerprint.sketchLength))
        minima[Int(part)] = min(minima[Int(part)], hash)
      }
      previous = token
    }
    (self.textHash, self.previous) = (textHash, previous)
  }

  /// Ends the text, and begins another.
  ///
  /// - Returns: The fingerprint of what was appended.
  public mutating func finish() -> Fingerprint {
    var sketch = SIMD8<UInt64>()
    if count > 1 {
      for part in minima.indices {
        let code = mixed(minima[filledPart(for: part)] &+ UInt64(part)) >> 56
        sketch[part / 8] |= code << UInt64(part % 8 * 8)
      }
    }
    let fingerprint = Fingerprint(
      textHash: mixed(textHash ^ UInt64(count)), tokenCount: UInt32(clamping: count), sketch: sketch)
    for part in minima.indices { minima[part] = .max }
    (textHash, previous, count) = (0, 0, 0)
    return fingerprint
  }

  /// The part whose hash stands for a part: itself, or if it is empty one that is not. Which one that is depends on the part and
  /// on which are empty, so that it is the same in texts that resemble each other.
  private func filledPart(for part: Int) -> Int {
    var candidate = part
    var state = UInt64(part)
    // One at least has a hash. The parts tried are as good as random.
    while minima[candidate] == .max {
      state &+= 0x9E37_79B9_7F4A_7C15
      candidate = Int(mixed(state).multipliedFullWidth(by: UInt64(minima.count)).high)
    }
    return candidate
  }
}

/// The finalizer of SplitMix64, a bijection in which every bit depends on every other.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
func mixed(_ number: UInt64) -> UInt64 {
  var number = number
  number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
  number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
  return number ^ (number >> 31)
}
