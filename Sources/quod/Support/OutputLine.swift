/// A line of the result that is put together in memory which is used again: a text for each would cost more than a short query.
struct OutputLine {
  private var bytes: [UInt8] = []

  /// Makes the line empty.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(decimal number: UInt64) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// Writes the line to the standard output.
  mutating func put() throws {
    bytes.append(UInt8(ascii: "\n"))
    try Output.result(bytes)
  }
}
