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
    add(count: tokens.count) { tokens[$0] }
  }

  /// Appends tokens to the text.
  ///
  /// - Parameters:
  ///   - tokens: The number of each.
  ///   - hashes: The hash of the token with each number, as above.
  public mutating func add(_ tokens: Span<UInt32>, hashes: Span<UInt64>) {
    add(count: tokens.count) { hashes[Int(tokens[$0])] }
  }

  @inline(__always)
  private mutating func add(count added: Int, hash: (Int) -> UInt64) {
    guard added > 0 else { return }
    var (textHash, previous) = (textHash, previous)
    var index = 0
    if count == 0 {
      previous = hash(0)
      textHash = Self.chained(textHash, previous)
      index = 1
    }
    count += added
    var minima = minima.mutableSpan
    while index < added {
      let token = hash(index)
      textHash = Self.chained(textHash, token)
      // Simple tabulation: a sum of what is as good as random for each of the two.
      let (part, least) = (previous &* Self.pairFactor &+ token)
        .multipliedFullWidth(by: UInt64(Fingerprint.sketchLength))
      let place = Int(truncatingIfNeeded: part)
      minima[place] = min(minima[place], least)
      previous = token
      index &+= 1
    }
    (self.textHash, self.previous) = (textHash, previous)
  }

  private static let pairFactor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A polynomial of the tokens.
  @inline(__always)
  private static func chained(_ hash: UInt64, _ token: UInt64) -> UInt64 {
    (hash &+ token) &* 0x9FB2_1C65_1E98_DF25
  }

  /// Ends the text, and begins another.
  ///
  /// - Returns: The fingerprint of what was appended.
  public mutating func finish() -> Fingerprint {
    var sketch = Sketch()
    // Of fewer tokens nobody compares the sketch.
    if count >= Fingerprint.minimumTokens {
      for word in 0..<Sketch.wordCount {
        sketch[word] = (0..<8).reduce(0) { $0 | UInt64(code(of: 8 * word + $1)) &<< UInt64(8 * $1) }
      }
    }
    let fingerprint = Fingerprint(
      textHash: mixed(textHash ^ UInt64(count)), tokenCount: UInt32(clamping: count), sketch: sketch)
    for part in minima.indices { minima[part] = .max }
    (textHash, previous, count) = (0, 0, 0)
    return fingerprint
  }

  /// Eight bits of the hash of a part: not the highest, which are 0 in the least of many, nor the lowest, of which four are 0 since
  /// the number of parts is divisible by 16.
  private func code(of part: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: minima[filledPart(for: part)] &>> 8)
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
@inline(__always)
func mixed(_ number: UInt64) -> UInt64 {
  var number = number
  number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
  number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
  return number ^ (number >> 31)
}
