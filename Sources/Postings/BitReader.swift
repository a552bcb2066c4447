/// Reads numbers of few bits, least significant bit first. Behind the last byte it reads zeros, and `isTruncated` tells.
@safe struct BitReader {
  private let start: UnsafeRawPointer
  private let byteCount: Int
  /// Bits read so far.
  private var position = 0

  /// - Precondition: `source` stays valid for as long as this is used.
  init(_ source: UnsafeRawBufferPointer) throws(PostingsError) {
    guard let start = source.baseAddress else { throw .truncated }
    unsafe self.start = start
    byteCount = source.count
  }

  /// Whole bytes read so far.
  var bytesRead: Int { (position &+ 7) / 8 }

  /// Whether more was read than there is.
  var isTruncated: Bool { position > 8 &* byteCount }

  /// At least the next 57 bits.
  @inline(__always)
  private var next: UInt64 {
    let byte = position &>> 3
    let shift = UInt64(position & 7)
    if byte &+ 8 <= byteCount {
      return unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: byte, as: UInt64.self)) &>> shift
    }
    return lastBits(from: byte) &>> shift
  }

  @inline(never)
  private func lastBits(from first: Int) -> UInt64 {
    var bits: UInt64 = 0
    var byte = first
    while byte < byteCount {
      bits |= unsafe UInt64(start.load(fromByteOffset: byte, as: UInt8.self)) &<< UInt64(8 &* (byte &- first))
      byte &+= 1
    }
    return bits
  }

  /// A number in the code of Rice (1979): its bits above the lowest `lowBits` as so many zeros and a one, then the lowest.
  ///
  /// - Parameters:
  ///   - lowBits: 0...31.
  ///   - limit: what the number is below; at most 2^32.
  /// - Returns: the number.
  /// - Throws: `documentOutOfRange` for a number that is not below `limit`, `truncated`.
  @inline(__always)
  mutating func rice(lowBits: UInt64, below limit: UInt64) throws(PostingsError) -> UInt64 {
    let bits = next
    let zeros = UInt64(truncatingIfNeeded: bits.trailingZeroBitCount)
    guard zeros &+ 1 &+ lowBits <= 57 else { return try longRice(lowBits: lowBits, below: limit) }
    let value = zeros &<< lowBits | (bits &>> (zeros &+ 1)) & (1 &<< lowBits &- 1)
    position &+= Int(truncatingIfNeeded: zeros &+ 1 &+ lowBits)
    guard value < limit else { throw .documentOutOfRange }
    return value
  }

  @inline(never)
  private mutating func longRice(lowBits: UInt64, below limit: UInt64) throws(PostingsError) -> UInt64 {
    let high = try zeros(atMost: limit &>> lowBits)
    let low = next & (1 &<< lowBits &- 1)
    position &+= Int(lowBits)
    let value = high &<< lowBits | low
    guard value < limit else { throw .documentOutOfRange }
    return value
  }

  /// A number of at least 1 and below 2^32 in the gamma code of Elias (1975): as many zeros as it has bits behind the highest,
  /// a one, and these bits.
  @inline(__always)
  mutating func gamma() throws(PostingsError) -> UInt32 {
    let bits = next
    if bits & 1 == 1 {
      position &+= 1
      return 1
    }
    let zeros = UInt64(truncatingIfNeeded: bits.trailingZeroBitCount)
    guard zeros <= 31 else { throw isPastEnd ? .truncated : .numberTooLarge }
    position &+= Int(zeros &+ 1)
    let low = next & (1 &<< zeros &- 1)
    position &+= Int(zeros)
    return UInt32(truncatingIfNeeded: 1 &<< zeros | low)
  }

  private var isPastEnd: Bool { position &+ 32 > 8 &* byteCount }

  /// Reads zeros up to a one, and this.
  private mutating func zeros(atMost limit: UInt64) throws(PostingsError) -> UInt64 {
    var count: UInt64 = 0
    while true {
      let bits = next
      if bits & (1 &<< 57 &- 1) != 0 {
        let zeros = bits.trailingZeroBitCount
        position &+= zeros &+ 1
        count &+= UInt64(zeros)
        guard count <= limit else { throw .documentOutOfRange }
        return count
      }
      position &+= 57
      count &+= 57
      guard count <= limit else { throw .documentOutOfRange }
      guard !isTruncated else { throw .truncated }
    }
  }
}
