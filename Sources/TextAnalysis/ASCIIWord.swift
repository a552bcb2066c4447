/// A word of ASCII letters and digits, found and folded eight bytes at a time.
struct ASCIIWord {
  /// The offset after its last byte.
  let end: Int

  /// Its length in bytes, which is also that of its term.
  let length: Int

  /// Finds the word that begins at the boundary `start` and writes its term to `output`, which has room for
  /// ``TokenBatch/maximumTermLength`` bytes.
  ///
  /// Returns nil, and leaves what it wrote, where the word does not begin with a letter or digit, may go on beyond ASCII or
  /// with an underscore, is near the end of the text, may be too long, or may be hyphenated at a line end: ``WordSegmenter``
  /// and ``TermFolder`` do those.
  @inline(__always)
  init?(in text: UTF8Text, at start: Int, output: UnsafeMutablePointer<UInt8>) {
    var position = start
    while true {
      let written = position - start
      guard position + 8 <= text.count, written + 8 <= TokenBatch.maximumTermLength else { return nil }
      let bytes = EightBytes(text, at: position)
      unsafe bytes.storeLowercased(to: output + written)
      let others = bytes.others
      position += others.firstIndex
      guard others.firstIndex < 8 else { continue }
      guard position > start, position + 1 < text.count else { return nil }
      switch Self.step(over: text[position], after: text[position - 1], before: text[position + 1]) {
      case .end:
        end = position
        length = position - start
        return
      case .goOn:
        // The byte passed over has been written: folding leaves it as it is.
        position += 1
      case .unclear:
        return nil
      }
    }
  }

  /// The first offset from `start` on where a word may begin: that of an ASCII letter, digit or underscore, or of a byte above
  /// ASCII; or the length of the text.
  @inline(__always)
  static func positionAfterSeparators(in text: UTF8Text, from start: Int) -> Int {
    var position = start
    while position + 8 <= text.count {
      let index = EightBytes(text, at: position).wordBytes.firstIndex
      position += index
      if index < 8 { return position }
    }
    while position < text.count, !isWordByte(text[position]) { position += 1 }
    return position
  }

  private enum Step {
    case end, goOn, unclear
  }

  /// What becomes of a word at a byte that is not a letter or digit.
  @inline(__always)
  private static func step(over byte: UInt8, after previous: UInt8, before next: UInt8) -> Step {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"):
      guard next < 0x80 else { return .unclear }
      // Rules WB6, WB7, WB11, WB12: comma and semicolon stand between digits, the colon between letters.
      if isDigit(previous) { return isDigit(next) && byte != UInt8(ascii: ":") ? .goOn : .end }
      return isLetter(next) && byte != UInt8(ascii: ",") && byte != UInt8(ascii: ";") ? .goOn : .end
    case UInt8(ascii: "-"):
      return next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D ? .unclear : .end
    case UInt8(ascii: "_"), 0x80...:
      return .unclear
    default:
      return .end
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26
  }
}
