/// Cuts HTML into text and tags, as browsers do (HTML Standard, section 13.2.5), and forgives a little more.
///
/// Time is linear: what is looked for to the end of the file in vain is never looked for again.
struct HTMLScanner {
  enum Token {
    case text(Range<Int>)
    /// Text of a CDATA section, in which there are no references.
    case characterData(Range<Int>)
    /// The attributes are in ``HTMLScanner/attributes``.
    case startTag(HTMLElement, name: Range<Int>)
    case endTag(HTMLElement)
  }

  let bytes: [UInt8]
  private(set) var place: Int
  /// Those of the last start tag.
  private(set) var attributes = HTMLAttributes()
  /// CDATA sections are text, as in XHTML; in HTML they are comments.
  var readsCharacterData = false

  /// Where the last quotes stand, double and single. Nil until it has been looked for, -1 if there is none.
  private var lastDoubleQuote: Int?
  private var lastSingleQuote: Int?
  /// The last search for the end of a comment in a script: where it began, and what it found.
  private var scriptComment: Range<Int>?
  /// From where on there is no end tag of these elements.
  private var unended: [HTMLElement: Int] = [:]

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    place = start
  }

  /// The next token; nil at the end. Comments, doctypes and processing instructions are passed over.
  mutating func next() -> Token? {
    var start = place
    while let bracket = bytes.firstIndex(of: UInt8(ascii: "<"), in: place..<bytes.count) {
      guard bracket + 1 < bytes.count, Self.beginsMarkup(bytes[bracket + 1]) else {
        place = bracket + 1
        continue
      }
      if bracket > start {
        place = bracket
        return .text(start..<bracket)
      }
      if let token = readMarkup(at: bracket) { return token }
      start = place
    }
    place = bytes.count
    return start < place ? .text(start..<place) : nil
  }

  /// The tag that begins at a bracket; nil for a comment and the like.
  mutating func readToken(at bracket: Int) -> Token? {
    place = bracket
    return readMarkup(at: bracket)
  }

  private static func beginsMarkup(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  /// Reads what begins with a bracket; nil for what is passed over.
  private mutating func readMarkup(at start: Int) -> Token? {
    defer { Work.add(place - start) }
    switch bytes[start + 1] {
    case UInt8(ascii: "!"): return readDeclaration(at: start)
    case UInt8(ascii: "?"):
      if ASCII.matches("<?xml", bytes, at: start, before: bytes.count) { readsCharacterData = true }
      place = end(of: UInt8(ascii: ">"), from: start + 2)
      return nil
    case UInt8(ascii: "/"):
      guard start + 2 < bytes.count, ASCII.isLetter(bytes[start + 2]) else {
        place = end(of: UInt8(ascii: ">"), from: start + 2)
        return nil
      }
      let name = readName(from: start + 2)
      place = name.upperBound
      readAttributes()
      return .endTag(HTMLElement.named(name, of: bytes))
    default:
      let name = readName(from: start + 1)
      place = name.upperBound
      readAttributes()
      return .startTag(HTMLElement.named(name, of: bytes), name: name)
    }
  }

  private mutating func readDeclaration(at start: Int) -> Token? {
    let content = start + 2
    if ASCII.matches("--", bytes, at: content, before: bytes.count) {
      place = endOfComment(from: content + 2)
      return nil
    }
    if readsCharacterData, ASCII.matches("[cdata[", bytes, at: content, before: bytes.count) {
      let text = content + 7
      var end = text
      while end < bytes.count, !ASCII.matches("]]>", bytes, at: end, before: bytes.count) { end += 1 }
      place = min(end + 3, bytes.count)
      return .characterData(text..<end)
    }
    place = end(of: UInt8(ascii: ">"), from: content)
    if ASCII.matches("doctype", bytes, at: content, before: place) {
      for offset in content..<place where ASCII.matches("xhtml", bytes, at: offset, before: place) {
        readsCharacterData = true
      }
    }
    return nil
  }

  /// Where the text behind a comment begins, whose content begins at `start`.
  private func endOfComment(from start: Int) -> Int {
    // `<!-->` and `<!--->` are whole comments.
    if ASCII.matches(">", bytes, at: start, before: bytes.count) { return start + 1 }
    if ASCII.matches("->", bytes, at: start, before: bytes.count) { return start + 2 }
    var place = start
    while let dash = bytes.firstIndex(of: UInt8(ascii: "-"), in: place..<bytes.count) {
      if ASCII.matches("-->", bytes, at: dash, before: bytes.count) { return dash + 3 }
      if ASCII.matches("--!>", bytes, at: dash, before: bytes.count) { return dash + 4 }
      place = dash + 1
    }
    return bytes.count
  }

  /// The place behind the next such byte, or the end.
  private func end(of byte: UInt8, from start: Int) -> Int {
    let start = min(start, bytes.count)
    return bytes.firstIndex(of: byte, in: start..<bytes.count).map { $0 + 1 } ?? bytes.count
  }

  private func readName(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, !ASCII.isWhiteSpace(bytes[end]), bytes[end] != UInt8(ascii: "/"),
      bytes[end] != UInt8(ascii: ">")
    {
      end += 1
    }
    return start..<end
  }

  /// Reads up to and with the bracket that ends a tag.
  private mutating func readAttributes() {
    attributes.removeAll()
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: ">") {
        place += 1
        return
      }
      guard !ASCII.isWhiteSpace(byte), byte != UInt8(ascii: "/") else {
        place += 1
        continue
      }
      readAttribute()
    }
  }

  private mutating func readAttribute() {
    let start = place
    place += 1
    while place < bytes.count, !ASCII.isWhiteSpace(bytes[place]), bytes[place] != UInt8(ascii: "="),
      bytes[place] != UInt8(ascii: "/"), bytes[place] != UInt8(ascii: ">")
    {
      place += 1
    }
    let name = start..<place
    var equals = place
    while equals < bytes.count, ASCII.isWhiteSpace(bytes[equals]) { equals += 1 }
    guard equals < bytes.count, bytes[equals] == UInt8(ascii: "=") else {
      attributes.add(name: name, value: place..<place, of: bytes)
      return
    }
    place = equals + 1
    while place < bytes.count, ASCII.isWhiteSpace(bytes[place]) { place += 1 }
    guard place < bytes.count else { return }
    attributes.add(name: name, value: readValue(), of: bytes)
  }

  private mutating func readValue() -> Range<Int> {
    let quote = bytes[place]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), place < last(quote) {
      let start = place + 1
      let end = bytes.firstIndex(of: quote, in: start..<bytes.count) ?? bytes.count
      place = min(end + 1, bytes.count)
      return start..<end
    }
    // A quote that is never closed would swallow the rest of the page: it ends where a value without quotes does.
    let start = place
    while place < bytes.count, !ASCII.isWhiteSpace(bytes[place]), bytes[place] != UInt8(ascii: ">") { place += 1 }
    return start..<place
  }

  private mutating func last(_ quote: UInt8) -> Int {
    let isDouble = quote == UInt8(ascii: "\"")
    if let known = isDouble ? lastDoubleQuote : lastSingleQuote { return known }
    let found = bytes.lastIndex(of: quote) ?? -1
    Work.add(bytes.count - found)
    if isDouble { lastDoubleQuote = found } else { lastSingleQuote = found }
    return found
  }

  // MARK: - Raw text

  /// Reads the content of an element that only its own end tag ends, and that tag.
  ///
  /// The name is that of the start tag. Where the end tag is needed and is not there, the element is taken for one
  /// without content, rather than for all of the rest, and there is no range.
  mutating func readRawText(of element: HTMLElement, named name: Range<Int>, needsEnd: Bool = false) -> Range<Int>? {
    let start = place
    if needsEnd, let known = unended[element], start >= known { return nil }
    var search = start
    // A script may hold another one in a comment, whose end tag is not its own.
    var commentEnd = start
    var isInner = false
    while let bracket = bytes.firstIndex(of: UInt8(ascii: "<"), in: search..<bytes.count) {
      search = bracket + 1
      if bracket >= commentEnd { isInner = false }
      if isEndTag(at: bracket, of: name) {
        guard isInner else {
          place = bracket + 2 + name.count
          readAttributes()
          return start..<bracket
        }
        isInner = false
      } else if element != .script {
        continue
      } else if bracket < commentEnd {
        if ASCII.matches("<script", bytes, at: bracket, before: bytes.count) { isInner = true }
      } else if ASCII.matches("<!--", bytes, at: bracket, before: bytes.count) {
        commentEnd = endOfCommentInScript(from: bracket + 4) ?? bracket
      }
    }
    if needsEnd {
      unended[element] = start
      return nil
    }
    place = bytes.count
    return start..<bytes.count
  }

  /// Where the first `-->` from `start` on stands; nil if there is none.
  private mutating func endOfCommentInScript(from start: Int) -> Int? {
    // Scripts that begin the same comment, one after the other, must not look for its end one after the other.
    if let known = scriptComment, known.contains(start) {
      return known.upperBound < bytes.count ? known.upperBound : nil
    }
    var place = start
    while let dash = bytes.firstIndex(of: UInt8(ascii: "-"), in: place..<bytes.count) {
      if ASCII.matches("-->", bytes, at: dash, before: bytes.count) {
        scriptComment = start..<dash
        return dash
      }
      place = dash + 1
    }
    scriptComment = start..<bytes.count
    return nil
  }

  private func isEndTag(at bracket: Int, of name: Range<Int>) -> Bool {
    let end = bracket + 2 + name.count
    guard end <= bytes.count, bytes[bracket + 1] == UInt8(ascii: "/") else { return false }
    for (offset, place) in name.enumerated()
    where ASCII.lowercased(bytes[bracket + 2 + offset]) != ASCII.lowercased(bytes[place]) {
      return false
    }
    guard end < bytes.count else { return true }
    return ASCII.isWhiteSpace(bytes[end]) || bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: "/")
  }

  /// All that is left.
  mutating func readRest() -> Range<Int> {
    defer { place = bytes.count }
    return place..<bytes.count
  }
}
