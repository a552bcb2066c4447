/// Counts the line ends of a text, eight bytes at a time.
///
/// A word of eight bytes is as many lanes as units of the encoding fit into it. Which lanes are a line feed is told by
/// the search for zeros of Warren, "Hacker's Delight" (2nd edition, 2013, section 6-1), which sets a lane's highest bit.
struct LineEndCounter {
  /// The length of a unit, in bytes: 1, 2 or 4.
  private let width: Int
  private let lineFeeds: UInt64
  private let carriageReturns: UInt64
  /// All bits but the highest of each lane.
  private let lowBits: UInt64

  /// How many lines have ended.
  private(set) var count = 0
  /// Where the line begins that is being counted.
  private(set) var lineStart: Int
  /// Up to where line ends have been counted: a whole number of units.
  private var place: Int

  /// Counts from the beginning of a text on.
  init(_ encoding: TextEncoding, from start: Int) {
    width = encoding.unitLength
    let laneBits = 8 * width
    // One in the lowest bit of each lane.
    let ones = UInt64.max / (UInt64.max >> (64 - UInt64(laneBits)))
    let shift = encoding.isBigEndian ? laneBits - 8 : 0
    lineFeeds = ones * (0x0A << shift)
    carriageReturns = ones * (0x0D << shift)
    lowBits = ~(ones << (laneBits - 1))
    lineStart = start
    place = start
  }

  /// Counts the line ends before an offset, which must not be before the last one.
  mutating func advance(to offset: Int, in bytes: [UInt8]) {
    var end = place + max(offset - place, 0) / width * width
    // Between CR and LF the line has not ended.
    if isUnit(carriageReturns, at: end - width, in: bytes), isUnit(lineFeeds, at: end, in: bytes) {
      end = max(end - width, place)
    }
    let laneBits = UInt64(8 * width)
    var carry = isUnit(carriageReturns, at: place - width, in: bytes) ? 1 << (laneBits - 1) : 0 as UInt64
    let span = bytes.span
    while place < end {
      let word = span.word(at: place, before: end)
      let returns = zeros(in: word ^ carriageReturns)
      let both = returns | zeros(in: word ^ lineFeeds)
      if both | carry != 0 {
        // A line feed behind a carriage return ends no other line.
        count += (returns | both & ~(returns << laneBits | carry)).nonzeroBitCount
        carry = returns >> (64 - laneBits)
        if both != 0 { lineStart = place + (63 - both.leadingZeroBitCount) / 8 + 1 }
      }
      place = min(place + 8, end)
    }
  }

  /// Sets the highest bit of the lanes that are zero.
  @inline(__always)
  private func zeros(in word: UInt64) -> UInt64 {
    // A lane's sum is below its size, so that nothing is carried into the next.
    ~((word & lowBits) &+ lowBits | word | lowBits)
  }

  /// Whether the unit at an offset is the one that fills `lanes`; false outside of the text.
  private func isUnit(_ lanes: UInt64, at offset: Int, in bytes: [UInt8]) -> Bool {
    guard offset >= 0, offset + width <= bytes.count else { return false }
    return bytes.span.word(at: offset, before: offset + width) == lanes & (UInt64.max >> UInt64(64 - 8 * width))
  }
}
