import Postings

/// Reads back what `FieldEncoder` wrote, from bytes that may be anything.
struct FieldDecoder {
  private let bytes: [UInt8]
  private var offset = 0
  private let what: String

  /// Takes bytes as they are, and what they are, for the error.
  init(_ bytes: [UInt8], what: String) {
    self.bytes = bytes
    self.what = what
  }

  /// Takes bytes that end with the CRC-32C of all before it, and what they are, for the error.
  init(sealed bytes: [UInt8], what: String) throws {
    guard bytes.count >= 4 else { throw IndexError.damaged("the \(what) is cut short") }
    let payload = Array(bytes.dropLast(4))
    let stored = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let computed = unsafe payload.withUnsafeBytes { unsafe CRC32C.checksum($0) }
    guard stored == computed else { throw IndexError.damaged("the checksum of the \(what) does not match") }
    self.bytes = payload
    self.what = what
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func read(count: Int) throws -> ArraySlice<UInt8> {
    guard count <= bytes.count - offset else { throw IndexError.damaged("the \(what) is cut short") }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// All bytes that are left.
  mutating func readRest() -> ArraySlice<UInt8> {
    defer { offset = bytes.count }
    return bytes[offset...]
  }

  mutating func read<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type = Number.self) throws -> Number {
    try read(count: Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number($1) }
  }
}
