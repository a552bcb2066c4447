/// Syntax of later versions that does not end where a word does.
extension QueryBytes {
  /// Where a regular expression that begins at an offset ends: `/`, no white space and no quotation mark, an unescaped
  /// `/` that ends the word. It may hold parentheses. Nil where there is none.
  ///
  /// Stops at the first unescaped slash, so that a query of slashes is not read again and again.
  func regexEnd(from start: Int) -> Int? {
    guard byte(at: start) == UInt8(ascii: "/") else { return nil }
    var end = start + 1
    while let current = byte(at: end), current != UInt8(ascii: "/") {
      switch delimiter(at: end)?.kind {
      case .whitespace, .quote: return nil
      case .openParenthesis, .closeParenthesis, nil: break
      }
      if current == UInt8(ascii: "\\"), byte(at: end + 1) == UInt8(ascii: "/") { end += 1 }
      end += 1
    }
    guard end < count, hasWordCharacter(start..<end), end + 1 == count || delimiter(at: end + 1) != nil else {
      return nil
    }
    return end + 1
  }

  /// Where `AROUND(3)` or `NEAR(3)` ends, if a word and what stands right behind it are that.
  func proximityEnd(ofWord word: Range<Int>) -> Int? {
    guard byte(at: word.upperBound) == UInt8(ascii: "("),
      Syntax.isProximityName(self[word]) || self[word].elementsEqual("AROUND".utf8)
    else { return nil }
    let digits = word.upperBound + 1
    var end = digits
    while byte(at: end)?.isASCIIDigit == true { end += 1 }
    return end > digits && byte(at: end) == UInt8(ascii: ")") ? end + 1 : nil
  }

  /// Where `[2016-09-01 TO 2016-10-07]` ends that begins at an offset; nil where there is no such range.
  func bracketedRangeEnd(from start: Int) -> Int? {
    guard let bracket = byte(at: start), bracket == UInt8(ascii: "[") || bracket == UInt8(ascii: "{") else {
      return nil
    }
    let middle = whitespaceEnd(from: wordEnd(from: start))
    let middleEnd = wordEnd(from: middle)
    let last = whitespaceEnd(from: middleEnd)
    let end = wordEnd(from: last)
    guard self[middle..<middleEnd].elementsEqual("TO".utf8), let closing = self[last..<end].last,
      closing == UInt8(ascii: "]") || closing == UInt8(ascii: "}")
    else { return nil }
    return end
  }
}
