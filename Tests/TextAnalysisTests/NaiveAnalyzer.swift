import TextAnalysis

/// The analyzer as plainly as it can be written, to compare the real one with.
struct NaiveAnalyzer {
  let database: UnicodeDatabase

  func tokens(of bytes: [UInt8]) -> [Token] {
    let (scalars, offsets) = Self.decode(bytes)
    let boundaries = NaiveSegmenter(scalars, database).boundaries
    let ends = Dictionary(uniqueKeysWithValues: zip(boundaries, boundaries.dropFirst()))
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
      var end = ends[index] ?? scalars.count
      if let start = wordStart(scalars[index..<end]) {
        var word = Array(scalars[start..<end])
        while let next = continuation(scalars, from: index, to: end) {
          index = next
          end = ends[next] ?? scalars.count
          word += scalars[index..<end]
        }
        if let token = token(word, offsets[start]..<offsets[end]) { tokens.append(token) }
      }
      index = end
    }
    return tokens
  }

  /// The scalars of bytes as the standard library decodes them, and the offset of each and of the end.
  static func decode(_ bytes: [UInt8]) -> (scalars: [UInt32], offsets: [Int]) {
    var scalars: [UInt32] = []
    var offsets = [0]
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while true {
      let length: Int
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar):
        scalars.append(Unicode.UTF8.decode(scalar).value)
        length = scalar.count
      case .error(let count):
        scalars.append(0xFFFD)
        length = count
      case .emptyInput:
        return (scalars, offsets)
      }
      offsets.append((offsets.last ?? 0) + length)
    }
  }

  /// Where the word in a segment begins, if it has one.
  private func wordStart(_ segment: ArraySlice<UInt32>) -> Int? {
    let flags = segment.filter { database.wordBreak[$0] == "Regional_Indicator" }
    let hasEmojiSelector = zip(segment, segment.dropFirst()).contains {
      isPictograph($0) && $1 == 0xFE0F
    }
    guard segment.contains(where: isWordLike) || flags.count > 1 || hasEmojiSelector else { return nil }
    let beginsWord = segment.prefix(1).contains {
      isWordLike($0) || isPictograph($0) || ["ExtendNumLet", "Regional_Indicator"].contains(database.wordBreak[$0])
    }
    return beginsWord ? segment.startIndex : segment.firstIndex(where: isPictograph)
  }

  private func isWordLike(_ scalar: UInt32) -> Bool {
    let wordBreak = database.wordBreak[scalar]
    return !NaiveSegmenter.transparent.contains(wordBreak) && wordBreak != "Regional_Indicator"
      && (["ALetter", "Hebrew_Letter", "Numeric", "Katakana"].contains(wordBreak)
        || database.has("Alphabetic", scalar) || database.has("Emoji_Presentation", scalar)
        || database.category[scalar].hasPrefix("N"))
  }

  private func isPictograph(_ scalar: UInt32) -> Bool {
    database.has("Extended_Pictographic", scalar)
  }

  /// Where the word in `start..<end` goes on after a hyphen at a line end.
  private func continuation(_ scalars: [UInt32], from start: Int, to end: Int) -> Int? {
    let last = scalars[start..<end].last { !NaiveSegmenter.transparent.contains(database.wordBreak[$0]) }
    guard let last, NaiveSegmenter.letters.contains(database.wordBreak[last]) else { return nil }
    var rest = scalars[end...]
    if rest.first == 0x2D || rest.first == 0x2010 {
      rest.removeFirst()
    } else if scalars[end - 1] != 0xAD {
      return nil
    }
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    if rest.starts(with: [0x0D, 0x0A]) {
      rest = rest.dropFirst(2)
    } else if rest.first == 0x0A || rest.first == 0x0D {
      rest = rest.dropFirst()
    } else {
      return nil
    }
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    guard let next = rest.first, database.has("Lowercase", next), database.wordBreak[next] == "ALetter" else {
      return nil
    }
    return rest.startIndex
  }

  private func token(_ word: [UInt32], _ range: Range<Int>) -> Token? {
    var term: [UInt8] = []
    var isTruncated = false
    for scalar in NaiveFolder(database: database).fold(word).compactMap(Unicode.Scalar.init) {
      let bytes = Array(String(scalar).utf8)
      isTruncated = isTruncated || term.count + bytes.count > 128
      if !isTruncated { term += bytes }
    }
    return term.isEmpty ? nil : Token(term: term, range: range, isTruncated: isTruncated)
  }
}
