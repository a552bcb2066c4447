/// Writes JSON as UTF-8 bytes, without a tree: each call appends one token, and commas come by themselves.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("total", 37)
///     writer.name("hits")
///     writer.beginArray()
///     writer.endArray()
///     writer.endObject()
///
/// The caller balances its containers and writes a name before each value of an object; this is not checked. The
/// output holds no line break, so it can be framed by lines.
public struct JSONWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8]

  /// Whether a value ended last, so that a comma comes before the next.
  private var needsComma = false

  /// Makes a writer.
  ///
  /// - Parameter bytes: what to append to, such as a buffer whose capacity is used again.
  public init(appendingTo bytes: consuming [UInt8] = []) {
    self.bytes = bytes
  }

  /// Begins an object, as a value of its own, an element, or behind a name.
  public mutating func beginObject() { begin(UInt8(ascii: "{")) }

  /// Ends the innermost object.
  public mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Begins an array, as a value of its own, an element, or behind a name.
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }

  /// Ends the innermost array.
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes the name of a member, whose value comes next.
  public mutating func name(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ string: String) {
    var string = string
    beginValue()
    string.withUTF8 { unsafe appendQuoted(UnsafeRawBufferPointer($0), isWellFormed: true) }
    needsComma = true
  }

  /// Writes a string given in UTF-8; what is not well-formed becomes U+FFFD, one for each maximal subpart.
  public mutating func string(utf8 content: [UInt8]) {
    unsafe content.withUnsafeBytes { unsafe string(utf8: $0) }
  }

  /// Writes a string given in UTF-8; what is not well-formed becomes U+FFFD, one for each maximal subpart.
  public mutating func string(utf8 content: UnsafeRawBufferPointer) {
    beginValue()
    unsafe appendQuoted(content, isWellFormed: false)
    needsComma = true
  }

  /// Writes an integer.
  public mutating func integer(_ integer: some BinaryInteger) { literal(String(integer)) }

  /// Writes an integer, in a fraction of the time that any type of integer takes.
  public mutating func integer(_ integer: Int) {
    beginValue()
    if integer < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = integer.magnitude
    var divisor: UInt = 1
    while rest / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
    needsComma = true
  }

  /// Writes the shortest number that reads back as the same double, or `null` for an infinity or a NaN.
  public mutating func double(_ double: Double) { literal(double.isFinite ? double.description : "null") }

  /// Writes the shortest number that reads back as the same float, or `null` for an infinity or a NaN.
  public mutating func float(_ float: Float) { literal(float.isFinite ? float.description : "null") }

  /// Writes `true` or `false`.
  public mutating func bool(_ bool: Bool) { literal(bool ? "true" : "false") }

  /// Writes `null`.
  public mutating func null() { literal("null") }

  /// Writes a value that is JSON already, such as one written by another writer.
  public mutating func raw(_ json: [UInt8]) {
    beginValue()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  private mutating func begin(_ bracket: UInt8) {
    beginValue()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func beginValue() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func literal(_ text: String) {
    beginValue()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func appendQuoted(_ content: UnsafeRawBufferPointer, isWellFormed: Bool) {
    bytes.append(UInt8(ascii: "\""))
    var offset = 0
    var plainStart = 0
    while offset < content.count {
      let byte = unsafe content[offset]
      if byte >= 0x80, !isWellFormed {
        switch unsafe UTF8Sequence.outcome(in: content, at: offset) {
        case .wellFormed(let length):
          offset += length
        case .illFormed(let length):
          unsafe bytes.append(contentsOf: content[plainStart..<offset])
          bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
          offset += length
          plainStart = offset
        }
        continue
      }
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        unsafe bytes.append(contentsOf: content[plainStart..<offset])
        appendEscape(of: byte)
        plainStart = offset + 1
      }
      offset += 1
    }
    unsafe bytes.append(contentsOf: content[plainStart...])
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(of byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x00..<0x20:
      let hexDigits: StaticString = "0123456789abcdef"
      bytes.append(contentsOf: "u00".utf8)
      // Both indices are below 16.
      bytes.append(unsafe hexDigits.utf8Start[Int(byte >> 4)])
      bytes.append(unsafe hexDigits.utf8Start[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
