import Postings

/// Appends little-endian fields to bytes and seals them with their CRC-32C: how the manifest and the descriptors are written.
struct FieldEncoder {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ raw: [UInt8]) {
    bytes.append(contentsOf: raw)
  }

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
    }
  }

  /// The bytes with their checksum behind them.
  consuming func sealed() -> [UInt8] {
    let checksum = unsafe bytes.withUnsafeBytes { unsafe CRC32C.checksum($0) }
    append(checksum)
    return bytes
  }
}
