/// Takes the markup out of a paragraph of Markdown.
struct MarkdownInlines {
  /// The labels that links may refer to.
  private let definitions: Set<[UInt8]>

  private var bytes: [UInt8] = []
  private var fates = MarkdownFates(count: 0)
  private var emphasis = MarkdownEmphasis([])
  private var links = MarkdownLinks([])
  private var scanner = HTMLScanner([])
  private var brackets: [Int] = []
  private var codeEnds: [Int: Int] = [:]
  /// Where the last `>` stands: no tag begins behind it.
  private var lastTagEnd = -1

  init(definitions: Set<[UInt8]>) {
    self.definitions = definitions
  }

  /// Adds the text of a paragraph.
  mutating func write(_ paragraph: MappedText, to output: inout MappedText) {
    bytes = paragraph.bytes
    fates = MarkdownFates(count: bytes.count)
    emphasis = MarkdownEmphasis(bytes)
    links = MarkdownLinks(bytes)
    scanner = HTMLScanner(bytes)
    brackets.removeAll(keepingCapacity: true)
    lastTagEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
    findCodeSpans()
    var place = dropTaskMarker()
    while place < bytes.count { place = read(at: place) }
    fates.write(paragraph, to: &output)
  }

  /// The box before an item that is to be done, or is done.
  private mutating func dropTaskMarker() -> Int {
    guard bytes.count > 3, bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"), bytes[3] == UInt8(ascii: " "),
      bytes[1] == UInt8(ascii: " ") || bytes[1] | 0x20 == UInt8(ascii: "x")
    else { return 0 }
    fates.set(0..<4)
    return 4
  }

  /// Reads what begins at a place, and gives the place behind it.
  private mutating func read(at place: Int) -> Int {
    switch bytes[place] {
    case UInt8(ascii: "\\"): return readEscape(at: place)
    case UInt8(ascii: "`"): return readCode(at: place)
    case UInt8(ascii: "&"):
      guard let reference = CharacterReference(bytes, at: place, before: bytes.count, in: .strict) else { break }
      fates.replace(place..<reference.end, by: reference.bytes)
      return reference.end
    case UInt8(ascii: "<"): return readMarkup(at: place)
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): return emphasis.readRun(at: place, &fates)
    case UInt8(ascii: "["):
      if let link = links.noteLink(at: place) {
        fates.set(place..<link.text)
        fates.set(link.end - 2..<link.end)
        return link.end
      }
      brackets.append(place)
    case UInt8(ascii: "]"): return readLinkEnd(at: place)
    default: break
    }
    return place + 1
  }

  // MARK: - Escapes and code

  private mutating func readEscape(at place: Int) -> Int {
    guard place + 1 < bytes.count else { return place + 1 }
    let next = bytes[place + 1]
    guard ASCII.isPunctuation(next) || next == UInt8(ascii: "\n") else { return place + 1 }
    fates.set(place..<place + 1)
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
    fates.set(place..<start)
    fates.set(end..<behind)
    let space = UInt8(ascii: " ")
    if end - start > 2, bytes[start] == space, bytes[end - 1] == space {
      fates.set(start..<start + 1)
      fates.set(end - 1..<end)
    }
    return behind
  }

  // MARK: - Tags

  private mutating func readMarkup(at place: Int) -> Int {
    guard place < lastTagEnd else { return place + 1 }
    if let end = links.autolinkEnd(at: place) {
      fates.set(place..<place + 1)
      fates.set(end..<end + 1)
      return end + 1
    }
    guard MarkdownTag.begins(at: place, of: bytes) else { return place + 1 }
    let token = scanner.readToken(at: place)
    let end = scanner.place
    guard end > place, bytes[end - 1] == UInt8(ascii: ">") else {
      // A comment that does not end is text, and so is all that looks like a tag behind it.
      lastTagEnd = place
      return place + 1
    }
    switch token {
    case .startTag(let element, let name)?:
      fates.set(place..<end, Self.fate(of: element))
      if element == .image, let alternative = scanner.attributes[.alt] { fates.set(alternative, .kept) }
      if element == .script || element == .rawContent {
        _ = scanner.readRawText(of: element, named: name)
        fates.set(end..<scanner.place)
      }
    case .endTag(let element)?: fates.set(place..<end, Self.fate(of: element))
    case .text, .characterData, nil: fates.set(place..<end)
    }
    return scanner.place
  }

  private static func fate(of element: HTMLElement) -> MarkdownFates.Fate {
    if element == .br { return .line }
    if element == .image || element == .customElement { return .space }
    return element.isBlock ? .paragraph : .dropped
  }

  // MARK: - Links

  /// Reads a closing bracket, and what makes a link of what it closes.
  private mutating func readLinkEnd(at place: Int) -> Int {
    guard let opening = brackets.popLast() else { return place + 1 }
    let content = opening + 1..<place
    if content.first.map({ bytes[$0] }) == UInt8(ascii: "^"), content.count > 1 {
      fates.set(opening..<place + 1)
      return place + 1
    }
    guard let end = links.addressEnd(from: place + 1) ?? referenceEnd(from: place + 1, text: content) else {
      return place + 1
    }
    // The text of a link may be a part of a word; an image is not.
    let isImage = opening > 0 && bytes[opening - 1] == UInt8(ascii: "!") && fates[opening - 1] == .kept
    fates.set((isImage ? opening - 1 : opening)..<opening + 1, isImage ? .space : .dropped)
    fates.set(place..<end, isImage ? .space : .dropped)
    return end
  }

  /// Where a reference to a definition ends, which may be the text itself: `[text][label]`, `[text][]` or `[text]`.
  private func referenceEnd(from start: Int, text: Range<Int>) -> Int? {
    guard let label = links.label(at: start) else { return isDefined(text) ? start : nil }
    return isDefined(label.isEmpty ? text : label) ? label.upperBound + 1 : nil
  }

  private func isDefined(_ label: Range<Int>) -> Bool {
    // Brackets within one another are no labels, and must not be compared once for each pair of them.
    guard !definitions.isEmpty, label.count <= MarkdownLinks.longestLabel,
      bytes.firstIndex(of: UInt8(ascii: "["), in: label) == nil
    else { return false }
    return definitions.contains(MarkdownLinks.normalized(bytes[label]))
  }
}
