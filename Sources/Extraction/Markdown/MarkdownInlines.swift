/// Takes the markup out of a paragraph of Markdown.
struct MarkdownInlines {
  /// Labels, and the titles and addresses of links, are not longer, in bytes: what is longer is text.
  static let longestLabel = 999
  private static let longestTitle = 1000
  private static let deepestParentheses = 32

  /// The labels that links may refer to.
  private let definitions: Set<[UInt8]>

  private var text = MappedText()
  private var bytes: [UInt8] = []
  /// What becomes of each byte.
  private var fates: [Fate] = []
  private var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
  private var brackets: [Int] = []
  private var delimiters: [UInt8: [Delimiter]] = [:]
  private var codeEnds: [Int: Int] = [:]
  private var scanner = HTMLScanner([])
  private var lastTagEnd = -1

  private enum Fate: UInt8 {
    case kept, dropped
    /// Dropped, and words do not join over it; or lines, or paragraphs.
    case space, line, paragraph
  }

  /// A run of asterisks or the like that may begin emphasis.
  private struct Delimiter {
    var start: Int
    var count: Int
    let length: Int
    let canClose: Bool
  }

  init(definitions: Set<[UInt8]>) {
    self.definitions = definitions
  }

  /// A label as it is compared: in small letters, with one space for white space.
  static func normalized(_ label: ArraySlice<UInt8>) -> [UInt8] {
    let words = label.split(whereSeparator: ASCII.isWhiteSpace)
    return Array(words.joined(separator: CollectionOfOne(UInt8(ascii: " ")))).map(ASCII.lowercased)
  }

  /// Adds the text of a paragraph.
  mutating func write(_ paragraph: MappedText, to output: inout MappedText) {
    text = paragraph
    bytes = paragraph.bytes
    fates = [Fate](repeating: .kept, count: bytes.count)
    replacements.removeAll(keepingCapacity: true)
    brackets.removeAll(keepingCapacity: true)
    delimiters.removeAll(keepingCapacity: true)
    scanner = HTMLScanner(bytes)
    lastTagEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
    findCodeSpans()
    var place = dropTaskMarker()
    while place < bytes.count { place = read(at: place) }
    emit(to: &output)
  }

  private mutating func drop(_ range: Range<Int>, as fate: Fate = .dropped) {
    for place in range { fates[place] = fate }
  }

  // MARK: - Scanning

  /// Reads what begins at a place, and gives the place behind it.
  private mutating func read(at place: Int) -> Int {
    switch bytes[place] {
    case UInt8(ascii: "\\"): return readEscape(at: place)
    case UInt8(ascii: "`"): return readCode(at: place)
    case UInt8(ascii: "&"):
      guard let reference = CharacterReference(bytes, at: place, before: bytes.count, in: .strict) else { break }
      replacements.append((place..<reference.end, reference.bytes))
      return reference.end
    case UInt8(ascii: "<"): return readMarkup(at: place)
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): return readDelimiter(at: place)
    case UInt8(ascii: "["):
      if let end = readNoteLink(at: place) { return end }
      brackets.append(place)
    case UInt8(ascii: "]"): return readLinkEnd(at: place)
    default: break
    }
    return place + 1
  }

  private mutating func readEscape(at place: Int) -> Int {
    guard place + 1 < bytes.count else { return place + 1 }
    let next = bytes[place + 1]
    guard ASCII.isPunctuation(next) || next == UInt8(ascii: "\n") else { return place + 1 }
    fates[place] = .dropped
    return place + 2
  }

  /// Finds for each run of backticks the next one of the same length, from the end on.
  private mutating func findCodeSpans() {
    codeEnds.removeAll(keepingCapacity: true)
    var nextOfLength: [Int: Int] = [:]
    var end = bytes.count
    while let last = bytes[..<end].lastIndex(of: UInt8(ascii: "`")) {
      var start = last
      while start > 0, bytes[start - 1] == UInt8(ascii: "`") { start -= 1 }
      let length = last + 1 - start
      codeEnds[start] = nextOfLength[length]
      nextOfLength[length] = start
      end = start
    }
  }

  private mutating func readCode(at place: Int) -> Int {
    var start = place
    while start < bytes.count, bytes[start] == UInt8(ascii: "`") { start += 1 }
    guard let end = codeEnds[place] else { return start }
    let behind = end + start - place
    drop(place..<start)
    drop(end..<behind)
    let space = UInt8(ascii: " ")
    if end - start > 2, bytes[start] == space, bytes[end - 1] == space {
      fates[start] = .dropped
      fates[end - 1] = .dropped
    }
    return behind
  }

  private mutating func readMarkup(at place: Int) -> Int {
    guard place < lastTagEnd else { return place + 1 }
    if let end = autolinkEnd(at: place) {
      fates[place] = .dropped
      fates[end] = .dropped
      return end + 1
    }
    guard place + 1 < bytes.count, ASCII.isLetter(bytes[place + 1]) || "/!?".utf8.contains(bytes[place + 1]) else {
      return place + 1
    }
    let token = scanner.readToken(at: place)
    let end = scanner.place
    guard end > place, bytes[end - 1] == UInt8(ascii: ">") else {
      // A tag that does not end is text, and so is all that looks like a tag behind it.
      lastTagEnd = place
      return place + 1
    }
    switch token {
    case .startTag(let element, let name)?:
      drop(place..<end, as: Self.fate(of: element))
      if element == .image, let alternative = scanner.attributes[.alt] { drop(alternative, as: .kept) }
      if element == .script || element == .rawContent {
        _ = scanner.readRawText(of: element, named: name)
        drop(end..<scanner.place)
      }
    case .endTag(let element)?: drop(place..<end, as: Self.fate(of: element))
    case .text, .characterData, nil: drop(place..<end)
    }
    return scanner.place
  }

  private static func fate(of element: HTMLElement) -> Fate {
    if element == .br { return .line }
    if element == .image || element == .customElement { return .space }
    return element.isBlock ? .paragraph : .dropped
  }

  /// Where the bracket stands that closes an address in brackets.
  private func autolinkEnd(at place: Int) -> Int? {
    var end = place + 1
    var isAddress = false
    while end < bytes.count, end - place <= Self.longestTitle {
      let byte = bytes[end]
      if byte == UInt8(ascii: ">") { return isAddress ? end : nil }
      if byte <= 0x20 || byte == UInt8(ascii: "<") { return nil }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") { isAddress = true }
      if !isAddress, !ASCII.isAlphanumeric(byte), !"+.-_".utf8.contains(byte) { return nil }
      end += 1
    }
    return nil
  }

  // MARK: - Emphasis

  private mutating func readDelimiter(at place: Int) -> Int {
    let character = bytes[place]
    var end = place
    while end < bytes.count, bytes[end] == character { end += 1 }
    if character == UInt8(ascii: "~"), end - place != 2 { return end }
    let before = kind(before: place)
    let after = kind(after: end)
    let isLeft = after == .letter || (after == .punctuation && before != .letter)
    let isRight = before == .letter || (before == .punctuation && after != .letter)
    // Underscores within words belong to the words.
    let isWithinWord = character == UInt8(ascii: "_") && isLeft && isRight
    let canOpen = isLeft && (!isWithinWord || before == .punctuation)
    let canClose = isRight && (!isWithinWord || after == .punctuation)
    var start = place
    while canClose, start < end, var opener = delimiters[character]?.last {
      // Runs that could do both do not match where their lengths add up to a multiple of three (CommonMark, 6.2), so
      // that `**a*b*c**` is what it looks like.
      let sum = opener.length + end - place
      if canOpen || opener.canClose, sum % 3 == 0, opener.length % 3 != 0 { break }
      let count = min(opener.count, end - start)
      drop(opener.start + opener.count - count..<opener.start + opener.count)
      drop(start..<start + count)
      start += count
      opener.count -= count
      delimiters[character]?.removeLast()
      if opener.count > 0 { delimiters[character, default: []].append(opener) }
    }
    if canOpen, start < end {
      let opener = Delimiter(start: start, count: end - start, length: end - place, canClose: canClose)
      delimiters[character, default: []].append(opener)
    }
    return end
  }

  private enum Kind {
    case space, punctuation, letter
  }

  private func kind(after place: Int) -> Kind {
    guard place < bytes.count else { return .space }
    return kind(of: bytes[place], place + 1 < bytes.count ? bytes[place + 1] : 0)
  }

  private func kind(before place: Int) -> Kind {
    guard place > 0 else { return .space }
    var start = place - 1
    while start > 0, place - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return kind(of: bytes[start], start + 1 < bytes.count ? bytes[start + 1] : 0)
  }

  /// The kind of a character by its first two bytes: beyond ASCII, the blocks of punctuation of all scripts, and of
  /// Chinese and Japanese.
  private func kind(of first: UInt8, _ second: UInt8) -> Kind {
    if first < 0x80 {
      return ASCII.isWhiteSpace(first) ? .space : ASCII.isPunctuation(first) ? .punctuation : .letter
    }
    if first == 0xC2 { return second == 0xA0 ? .space : .punctuation }
    return first == 0xE2 && second <= 0x81 || first == 0xE3 && second == 0x80 ? .punctuation : .letter
  }

  // MARK: - Links

  /// The box before an item that is to be done, or is done.
  private mutating func dropTaskMarker() -> Int {
    guard bytes.count > 3, bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"), bytes[3] == UInt8(ascii: " "),
      bytes[1] == UInt8(ascii: " ") || bytes[1] | 0x20 == UInt8(ascii: "x")
    else { return 0 }
    drop(0..<4)
    return 4
  }

  /// A link to another note, `[[Note]]` or `[[Note|text]]`.
  private mutating func readNoteLink(at place: Int) -> Int? {
    guard place + 2 < bytes.count, bytes[place + 1] == UInt8(ascii: "[") else { return nil }
    var end = place + 2
    var bar: Int?
    while end + 1 < bytes.count, end - place < Self.longestTitle {
      switch bytes[end] {
      case UInt8(ascii: "]"):
        guard bytes[end + 1] == UInt8(ascii: "]"), end > place + 2 else { return nil }
        drop(place..<(bar.map { $0 + 1 } ?? place + 2))
        drop(end..<end + 2)
        return end + 2
      case UInt8(ascii: "|"): bar = bar ?? end
      case UInt8(ascii: "["), UInt8(ascii: "\n"): return nil
      default: break
      }
      end += 1
    }
    return nil
  }

  /// Reads a closing bracket, and what makes a link of what it closes.
  private mutating func readLinkEnd(at place: Int) -> Int {
    guard let opening = brackets.popLast() else { return place + 1 }
    let content = opening + 1..<place
    if content.first.map({ bytes[$0] }) == UInt8(ascii: "^"), content.count > 1 {
      drop(opening..<place + 1)
      return place + 1
    }
    guard let end = addressEnd(from: place + 1) ?? referenceEnd(from: place + 1, text: content) else {
      return place + 1
    }
    let isImage = opening > 0 && bytes[opening - 1] == UInt8(ascii: "!") && fates[opening - 1] == .kept
    drop((isImage ? opening - 1 : opening)..<opening + 1)
    drop(place..<end)
    return end
  }

  /// Where an address and a title in parentheses end, if they begin here.
  private func addressEnd(from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "(") else { return nil }
    guard var place = destinationEnd(from: skipSpace(from: start + 1)) else { return nil }
    let title = skipSpace(from: place)
    if title > place, title < bytes.count, let end = titleEnd(from: title) { place = end }
    place = skipSpace(from: place)
    return place < bytes.count && bytes[place] == UInt8(ascii: ")") ? place + 1 : nil
  }

  private func skipSpace(from start: Int) -> Int {
    var place = start
    while place < bytes.count, ASCII.isWhiteSpace(bytes[place]) { place += 1 }
    return place
  }

  private func destinationEnd(from start: Int) -> Int? {
    var place = start
    if place < bytes.count, bytes[place] == UInt8(ascii: "<") {
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
        if bytes[place] == UInt8(ascii: "<") || bytes[place] == UInt8(ascii: "\n") { return nil }
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      return place < bytes.count ? place + 1 : nil
    }
    var depth = 0
    while place < bytes.count, bytes[place] > 0x20 {
      if bytes[place] == UInt8(ascii: "(") {
        depth += 1
        guard depth <= Self.deepestParentheses else { return nil }
      } else if bytes[place] == UInt8(ascii: ")") {
        guard depth > 0 else { return place }
        depth -= 1
      } else if bytes[place] == UInt8(ascii: "\\") {
        place += 1
      }
      place += 1
    }
    return depth == 0 ? min(place, bytes.count) : nil
  }

  private func titleEnd(from start: Int) -> Int? {
    let closing: UInt8
    switch bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = bytes[start]
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    var place = start + 1
    while place < bytes.count, place - start <= Self.longestTitle {
      if bytes[place] == closing { return place + 1 }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// Where a reference to a definition ends, which may be the text itself: `[text][label]`, `[text][]` or `[text]`.
  private func referenceEnd(from start: Int, text: Range<Int>) -> Int? {
    if start < bytes.count, bytes[start] == UInt8(ascii: "[") {
      var end = start + 1
      while end < bytes.count, end - start <= Self.longestLabel, bytes[end] != UInt8(ascii: "]"),
        bytes[end] != UInt8(ascii: "[")
      {
        end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      if end < bytes.count, bytes[end] == UInt8(ascii: "]") {
        if end > start + 1 { return isDefined(start + 1..<end) ? end + 1 : nil }
        return isDefined(text) ? end + 1 : nil
      }
    }
    return isDefined(text) ? start : nil
  }

  private func isDefined(_ label: Range<Int>) -> Bool {
    // Brackets within one another are no labels, and must not be compared once for each pair of them.
    !definitions.isEmpty && label.count <= Self.longestLabel && !bytes[label].contains(UInt8(ascii: "["))
      && definitions.contains(Self.normalized(bytes[label]))
  }

  // MARK: - Writing

  private func emit(to output: inout MappedText) {
    var next = 0
    var place = 0
    let first = output.count
    while place < bytes.count {
      if next < replacements.count, replacements[next].range.lowerBound == place {
        let replacement = replacements[next]
        next += 1
        if fates[place] == .kept {
          output.append(replacement.bytes, for: text.map.sourceRange(of: replacement.range))
          place = replacement.range.upperBound
          continue
        }
      }
      let start = place
      let fate = fates[place]
      let limit = next < replacements.count ? replacements[next].range.lowerBound : bytes.count
      place += 1
      while place < limit, fates[place] == fate { place += 1 }
      switch fate {
      case .kept: output.append(start..<place, of: text)
      case .dropped: break
      case .space: if output.count > first { output.appendSynthetic(" ") }
      case .line: if output.count > first { output.appendSynthetic("\n") }
      case .paragraph: if output.count > first, place < bytes.count { output.appendSynthetic("\n\n") }
      }
    }
  }
}
