/// Well-formed UTF-8, as table 3-7 of the Unicode Standard defines it.
enum UTF8Sequence {
  /// What the bytes at an offset begin.
  enum Outcome: Equatable {
    /// A well-formed sequence of that many bytes.
    case wellFormed(Int)
    /// No sequence; so many bytes are to be replaced by one U+FFFD (the maximal subpart, at least one byte).
    case illFormed(Int)
  }

  /// Looks at the sequence that begins at `offset`, which must lie inside `bytes`.
  static func outcome(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Outcome {
    let lead = unsafe bytes[offset]
    let length: Int
    // The range of the second byte is what rules out overlong forms, surrogates and scalars past U+10FFFF.
    let secondBytes: ClosedRange<UInt8>
    switch lead {
    case 0x00...0x7F: return .wellFormed(1)
    case 0xC2...0xDF: (length, secondBytes) = (2, 0x80...0xBF)
    case 0xE0: (length, secondBytes) = (3, 0xA0...0xBF)
    case 0xED: (length, secondBytes) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, secondBytes) = (3, 0x80...0xBF)
    case 0xF0: (length, secondBytes) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, secondBytes) = (4, 0x80...0xBF)
    case 0xF4: (length, secondBytes) = (4, 0x80...0x8F)
    default: return .illFormed(1)
    }
    let available = bytes.count - offset
    guard available >= 2, unsafe secondBytes.contains(bytes[offset + 1]) else { return .illFormed(1) }
    var index = 2
    while index < length {
      guard index < available, unsafe bytes[offset + index] & 0xC0 == 0x80 else { return .illFormed(index) }
      index += 1
    }
    return .wellFormed(length)
  }
}
