/// Writes text as it is shown: white space becomes one space, and breaks stand only between words.
///
/// Where a line of the source ends behind a hyphen, the white space becomes a line feed: a word that was hyphenated when
/// the source was written is found whole, as it is in plain text.
struct FlowWriter {
  /// What separates two pieces of text, from the weakest on.
  enum Separator: Int, Comparable {
    case none, space, line, paragraph

    static func < (left: Separator, right: Separator) -> Bool { left.rawValue < right.rawValue }
  }

  private(set) var text = MappedText()
  /// What will stand before the next text.
  private var pending = Separator.none
  /// Where the white space stands in the source that the pending space comes from; empty if it is none.
  private var space = 0..<0
  /// The pending space is a line end behind a hyphen.
  private var isBrokenAtHyphen = false

  init(reservingCapacity count: Int = 0) {
    text.reserveCapacity(count)
  }

  /// Where the next text will begin, once what separates it has been written.
  var nextOffset: Int {
    switch text.isEmpty ? .none : pending {
    case .none: text.count
    case .space, .line: text.count + 1
    case .paragraph: text.count + 2
    }
  }

  /// Puts a break before the next text, unless a stronger one stands there.
  mutating func separate(_ separator: Separator) {
    guard separator > pending else { return }
    pending = separator
    if separator == .space { space = 0..<0 }
  }

  /// White space of the source; the range is that of its first byte, or of a reference.
  private mutating func addSpace(_ range: Range<Int>, endsLine: Bool) {
    if pending == .none {
      pending = .space
      space = range
    }
    if endsLine, pending == .space, endsWithHyphen { isBrokenAtHyphen = true }
  }

  private var endsWithHyphen: Bool {
    guard let last = text.bytes.last else { return false }
    // U+2010 is the hyphen that is nothing but a hyphen.
    return last == UInt8(ascii: "-") || last == 0x90 && text.bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x90])
  }

  private mutating func flush() {
    defer {
      pending = .none
      isBrokenAtHyphen = false
    }
    guard !text.isEmpty else { return }
    switch pending {
    case .none: break
    case .space where space.isEmpty: text.appendSynthetic(" ")
    case .space: text.append(CollectionOfOne(isBrokenAtHyphen ? UInt8(ascii: "\n") : UInt8(ascii: " ")), for: space)
    case .line: text.appendSynthetic("\n")
    case .paragraph: text.appendSynthetic("\n\n")
    }
  }

  /// What a byte of text asks for.
  private enum Class: UInt8 {
    case plain, whiteSpace, null, ampersand, softHyphenLead
  }

  private static let classes: [UInt8] = {
    var classes = [UInt8](repeating: Class.plain.rawValue, count: 256)
    for byte in [0x09, 0x0A, 0x0C, 0x0D, 0x20] { classes[byte] = Class.whiteSpace.rawValue }
    classes[0] = Class.null.rawValue
    classes[Int(UInt8(ascii: "&"))] = Class.ampersand.rawValue
    classes[0xC2] = Class.softHyphenLead.rawValue
    return classes
  }()

  /// Writes a range of a source: references are replaced, NUL and soft hyphens left out.
  ///
  /// Without a context there are no references. White space may be written as it stands, as in `<pre>`.
  mutating func write(
    _ range: Range<Int>, of bytes: [UInt8], context: CharacterReference.Context?, preservingSpace: Bool = false
  ) {
    Work.add(range.count)
    let classes = Self.classes
    var place = range.lowerBound
    let limit = range.upperBound
    while place < limit {
      switch Class(rawValue: classes[Int(bytes[place])]) ?? .plain {
      case .whiteSpace where !preservingSpace:
        let start = place
        var endsLine = false
        while place < limit, ASCII.isWhiteSpace(bytes[place]) {
          endsLine = endsLine || ASCII.isLineEnd(bytes[place])
          place += 1
        }
        addSpace(start..<start + 1, endsLine: endsLine)
        continue
      case .null:
        place += 1
        continue
      case .ampersand:
        if let context, let reference = CharacterReference(bytes, at: place, before: limit, in: context) {
          write(reference, from: place, preservingSpace: preservingSpace)
          place = reference.end
          continue
        }
      case .softHyphenLead where place + 1 < limit && bytes[place + 1] == 0xAD:
        place += 2
        continue
      case .plain, .softHyphenLead, .whiteSpace: break
      }
      let start = place
      place += 1
      scan: while place < limit {
        let byte = bytes[place]
        if classes[Int(byte)] == 0 {
          place += 1
          continue
        }
        // One space between words is the common case, and stays where it is.
        let isLoneSpace = byte == 0x20 && place + 1 < limit && classes[Int(bytes[place + 1])] == 0
        guard isLoneSpace || (preservingSpace && ASCII.isWhiteSpace(byte)) else { break scan }
        place += 1
      }
      flush()
      text.appendIdentical(start..<place, of: bytes)
    }
  }

  private mutating func write(_ reference: CharacterReference, from start: Int, preservingSpace: Bool) {
    let bytes = reference.bytes
    let range = start..<reference.end
    if bytes == [0xC2, 0xAD] { return }
    if bytes.count == 1, ASCII.isWhiteSpace(bytes[0]), !preservingSpace {
      return addSpace(range, endsLine: ASCII.isLineEnd(bytes[0]))
    }
    flush()
    text.append(bytes, for: range)
  }
}
