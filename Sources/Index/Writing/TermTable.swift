/// Numbers the different terms of a build as they come in: an open-addressing hash table over pooled bytes.
@safe struct TermTable: ~Copyable {
  /// Each slot is 0 or the upper half of a term's hash and its number plus 1; there is a power of two of slots.
  private var slots: UnsafeMutablePointer<UInt64>
  private var slotCount = 1 << 10
  /// The bytes of all terms, one after the other, and where each starts; one more start than terms.
  private var bytes = GrowableBuffer<UInt8>(capacity: 1 << 12)
  private var starts = GrowableBuffer<UInt32>(capacity: 1 << 9)
  /// Differs from process to process, so that nobody can choose terms that collide; no result depends on it.
  private let seed = UInt64.random(in: .min ... .max)

  init() {
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    starts.append(0)
  }

  deinit {
    unsafe slots.deallocate()
  }

  /// How many different terms there are.
  var count: Int { starts.count - 1 }

  /// Bytes of memory that the table takes.
  var byteCount: Int { 8 * slotCount + bytes.byteCount + starts.byteCount }

  /// The number of a term of 1 to 128 bytes, new or known.
  @inline(__always)
  mutating func number(of term: UnsafeRawBufferPointer) -> UInt32 {
    let hash = unsafe Self.hash(term, seed: seed)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var index = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
    while true {
      let slot = unsafe slots[index]
      if slot == 0 { return unsafe insert(term, tag: tag, at: index) }
      if slot & 0xFFFF_FFFF_0000_0000 == tag {
        let number = UInt32(truncatingIfNeeded: slot) &- 1
        if unsafe equals(self[number], term) { return number }
      }
      index = (index &+ 1) & (slotCount &- 1)
    }
  }

  /// The bytes of a term; valid until the next new one.
  subscript(number: UInt32) -> UnsafeRawBufferPointer {
    let start = unsafe Int(starts.values[Int(number)])
    let end = unsafe Int(starts.values[Int(number) &+ 1])
    return unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes.values)[start..<end])
  }

  /// The numbers of all terms in the order of their bytes.
  func sortedNumbers() -> [UInt32] {
    // The first eight bytes decide most comparisons.
    var keyed = (0..<UInt32(count)).map { number in
      var prefix: UInt64 = 0
      let term = unsafe self[number]
      for index in 0..<8 { prefix = unsafe prefix << 8 | (index < term.count ? UInt64(term[index]) : 0) }
      return (prefix, number)
    }
    keyed.sort { left, right in
      if left.0 != right.0 { return left.0 < right.0 }
      return unsafe self[left.1].lexicographicallyPrecedes(self[right.1])
    }
    return keyed.map(\.1)
  }

  private mutating func insert(_ term: UnsafeRawBufferPointer, tag: UInt64, at index: Int) -> UInt32 {
    let number = UInt32(count)
    unsafe bytes.append(term.assumingMemoryBound(to: UInt8.self))
    starts.append(UInt32(bytes.count))
    unsafe slots[index] = tag | UInt64(number &+ 1)
    if 2 * count > slotCount { grow() }
    return number
  }

  private mutating func grow() {
    unsafe slots.deallocate()
    slotCount *= 2
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    for number in 0..<UInt32(count) {
      let hash = unsafe Self.hash(self[number], seed: seed)
      var index = Int(truncatingIfNeeded: hash) & (slotCount - 1)
      while unsafe slots[index] != 0 { index = (index + 1) & (slotCount - 1) }
      unsafe slots[index] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    }
  }

  @inline(__always)
  private func equals(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    var offset = 0
    while offset &+ 8 <= left.count {
      guard
        unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          == right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      else { return false }
      offset &+= 8
    }
    while offset < left.count {
      guard unsafe left[offset] == right[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  /// Eight bytes at a time by a multiplication of 64 × 64 bits folded to 64, the idea of Wang Yi's wyhash (2019).
  @inline(__always)
  private static func hash(_ term: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: term.count)
    var offset = 0
    while offset &+ 8 <= term.count {
      hash = unsafe fold(hash ^ term.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < term.count {
      rest = unsafe rest &<< 8 | UInt64(term[offset])
      offset &+= 1
    }
    return fold(hash ^ rest)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low
  }
}
