import SearchAPI

extension PositionEncoding {
  /// Ranges of a text in this encoding.
  ///
  /// - Parameters:
  ///   - ranges: in bytes of UTF-8, between characters, ascending and apart.
  ///   - text: what they are ranges of.
  /// - Returns: the same ranges.
  func ranges(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    guard self != .utf8 else { return ranges }
    let text = text.utf8
    var (place, byteCount, count) = (text.startIndex, 0, 0)
    func advance(to offset: Int) -> Int {
      while byteCount < offset, place < text.endIndex {
        count += width(ofCharacterWith: text[place])
        byteCount += 1
        text.formIndex(after: &place)
      }
      return count
    }
    return ranges.map { advance(to: $0.lowerBound)..<advance(to: $0.upperBound) }
  }

  /// How many units a character has, told by its first byte; 0 for the bytes behind that.
  private func width(ofCharacterWith byte: UInt8) -> Int {
    switch byte {
    case 0x80..<0xC0: 0
    case 0xF0...: self == .utf16 ? 2 : 1
    default: 1
    }
  }
}
