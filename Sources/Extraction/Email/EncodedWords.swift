/// Header fields, in which words beyond ASCII are encoded: `=?utf-8?Q?caf=C3=A9?=` (RFC 2047).
struct EncodedWords {
  private let bytes: [UInt8]
  private(set) var text = MappedText()
  private(set) var isUnderstood = true

  /// What the last words say, whose characters the next one may continue.
  private var decoded = MappedText()
  private var charset: [UInt8] = []

  /// Decodes a field. Line ends within it are white space, and white space is one space.
  init(_ range: Range<Int>, of bytes: [UInt8]) {
    self.bytes = bytes
    let range = ASCII.trimmed(range, of: bytes)
    var place = range.lowerBound
    var space: Int?
    Work.add(range.count)
    while place < range.upperBound {
      if ASCII.isWhiteSpace(bytes[place]) {
        space = space ?? place
        place += 1
        continue
      }
      if let word = Word(bytes, at: place, before: range.upperBound) {
        // White space between encoded words belongs to the encoding.
        if let space, decoded.isEmpty { text.append(UInt8(ascii: " "), for: space) }
        add(word)
        place = word.end
      } else {
        flush()
        if let space { text.append(UInt8(ascii: " "), for: space) }
        let start = place
        place += 1
        while place < range.upperBound, !ASCII.isWhiteSpace(bytes[place]),
          !(bytes[place] == UInt8(ascii: "=") && place + 1 < range.upperBound && bytes[place + 1] == UInt8(ascii: "?"))
        {
          place += 1
        }
        add(Charset.utf8.decode(MappedText(start..<place, of: bytes)))
      }
      space = nil
    }
    flush()
  }

  private mutating func add(_ word: Word) {
    if !decoded.isEmpty, !charset.elementsEqual(bytes[word.charset]) { flush() }
    charset = Array(bytes[word.charset])
    let content =
      word.isBase64
      ? TransferDecoding.base64(word.content, of: bytes)
      : TransferDecoding.quotedPrintable(word.content, of: bytes, isWord: true)
    decoded.append(0..<content.count, of: content)
  }

  private mutating func flush() {
    guard !decoded.isEmpty else { return }
    // A language may stand behind the name of the set (RFC 2231, section 5).
    let name = charset.prefix { $0 != UInt8(ascii: "*") }
    add(Charset(named: Array(name)).decode(decoded))
    decoded = MappedText()
  }

  private mutating func add(_ part: (text: MappedText, isUnderstood: Bool)) {
    text.append(0..<part.text.count, of: part.text)
    isUnderstood = isUnderstood && part.isUnderstood
  }

  private struct Word {
    let charset: Range<Int>
    let isBase64: Bool
    let content: Range<Int>
    let end: Int

    /// Encoded words are at most 75 bytes long; some programs write longer ones.
    private static let longest = 1000

    init?(_ bytes: [UInt8], at start: Int, before limit: Int) {
      let limit = min(limit, start + Self.longest)
      guard ASCII.matches("=?", bytes, at: start, before: limit),
        let second = bytes.firstIndex(of: UInt8(ascii: "?"), in: start + 2..<limit), second + 2 < limit,
        bytes[second + 2] == UInt8(ascii: "?")
      else { return nil }
      let kind = bytes[second + 1] | 0x20
      guard kind == UInt8(ascii: "b") || kind == UInt8(ascii: "q"),
        let last = bytes.firstIndex(of: UInt8(ascii: "?"), in: second + 3..<limit), last + 1 < limit,
        bytes[last + 1] == UInt8(ascii: "=")
      else { return nil }
      charset = start + 2..<second
      isBase64 = kind == UInt8(ascii: "b")
      content = second + 3..<last
      end = last + 2
    }
  }
}
