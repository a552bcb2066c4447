/// The encodings in which parts of messages travel.
enum TransferDecoding {
  /// Quoted-printable (RFC 2045, section 6.7): `=E9` is a byte, and an equals sign at the end of a line joins lines.
  /// In encoded words of headers an underscore is a space (RFC 2047, section 4.2).
  static func quotedPrintable(_ range: Range<Int>, of bytes: [UInt8], isWord: Bool = false) -> MappedText {
    var text = MappedText()
    text.reserveCapacity(range.count)
    Work.add(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      let start = place
      while place < range.upperBound, bytes[place] != UInt8(ascii: "="), !isWord || bytes[place] != UInt8(ascii: "_") {
        place += 1
      }
      text.appendIdentical(start..<place, of: bytes)
      guard place < range.upperBound else { break }
      if bytes[place] == UInt8(ascii: "_") {
        text.append(UInt8(ascii: " "), for: place)
        place += 1
      } else if place + 2 < range.upperBound, let high = ASCII.digit(bytes[place + 1], isHexadecimal: true),
        let low = ASCII.digit(bytes[place + 2], isHexadecimal: true)
      {
        text.append(CollectionOfOne(high << 4 | low), for: place..<place + 3)
        place += 3
      } else if let next = softBreakEnd(from: place + 1, of: bytes, before: range.upperBound) {
        place = next
      } else {
        text.append(bytes[place], for: place)
        place += 1
      }
    }
    return text
  }

  /// Where the next line begins, if nothing but blanks and a line end follow.
  private static func softBreakEnd(from start: Int, of bytes: [UInt8], before limit: Int) -> Int? {
    var place = start
    while place < limit, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") { place += 1 }
    Work.add(place - start)
    guard place < limit else { return limit }
    if bytes[place] == UInt8(ascii: "\n") { return place + 1 }
    guard bytes[place] == UInt8(ascii: "\r") else { return nil }
    return place + 1 < limit && bytes[place + 1] == UInt8(ascii: "\n") ? place + 2 : place + 1
  }

  /// Base64 (RFC 2045, section 6.8). Three bytes come from four letters, all of which each of them maps to.
  static func base64(_ range: Range<Int>, of bytes: [UInt8]) -> MappedText {
    var text = MappedText()
    text.reserveCapacity(range.count / 4 * 3)
    Work.add(range.count)
    var bits: UInt32 = 0
    var count = 0
    var start = range.lowerBound
    for place in range {
      let byte = bytes[place]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte + 4
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      case UInt8(ascii: "="):
        append(bits, digits: count, for: start..<place + 1, to: &text)
        count = 0
        continue
      // Line ends, and what does not belong here.
      default: continue
      }
      if count == 0 { start = place }
      bits = bits << 6 | UInt32(digit)
      count += 1
      if count == 4 {
        append(bits, digits: 4, for: start..<place + 1, to: &text)
        count = 0
      }
    }
    append(bits, digits: count, for: start..<range.upperBound, to: &text)
    return text
  }

  private static func append(_ bits: UInt32, digits: Int, for source: Range<Int>, to text: inout MappedText) {
    // One digit is not a byte.
    guard digits >= 2 else { return }
    let aligned = bits << UInt32(32 - 6 * digits)
    let quantum = [24, 16, 8].map { UInt8(truncatingIfNeeded: aligned >> UInt32($0)) }
    text.append(quantum.prefix(digits - 1), for: source)
  }
}
