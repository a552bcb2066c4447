/// Reads a message and its parts.
struct EmailReader {
  /// Parts within parts are read so deep, and not deeper.
  private static let greatestDepth = 8

  private let bytes: [UInt8]
  private(set) var document = ExtractedDocument()

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func read() {
    let header = EmailHeader(bytes, in: 0..<bytes.count)
    if let subject = header[.subject] { document.title = decode(subject) }
    if let date = header[.date] { document.date = decode(date).bytes }
    readMessage(header, 0..<bytes.count, depth: 0)
  }

  private mutating func readMessage(
    _ header: EmailHeader, _ range: Range<Int>, depth: Int, showing names: [EmailHeader.Name] = [.from, .to, .cc]
  ) {
    // In the order in which they stand there, as all text of a document.
    for field in names.compactMap(header.field).sorted(by: { $0.lowerBound < $1.lowerBound }) { add(decode(field)) }
    readPart(header, header.end..<range.upperBound, depth: depth)
  }

  private mutating func decode(_ range: Range<Int>) -> MappedText {
    let words = EncodedWords(range, of: bytes)
    if !words.isUnderstood { document.isPartlyUndecoded = true }
    return words.text
  }

  /// Adds a paragraph of what lies behind what there is.
  private mutating func add(_ text: MappedText) {
    let content = ASCII.trimmed(0..<text.count, of: text.bytes)
    guard !content.isEmpty, text.map.sourceRange(of: content).lowerBound >= document.body.map.sourceEnd else { return }
    if !document.body.isEmpty { document.body.appendSynthetic("\n\n") }
    document.body.append(content, of: text)
  }

  private mutating func readPart(_ header: EmailHeader, _ range: Range<Int>, depth: Int) {
    guard !header.value(of: .contentDisposition, is: "attachment") else { return }
    guard depth <= Self.greatestDepth else {
      document.isPartlyUndecoded = true
      return
    }
    if header.value(of: .contentType, hasPrefix: "multipart/") {
      readParts(header, range, depth: depth)
    } else if header.value(of: .contentType, is: "message/rfc822") {
      let inner = EmailHeader(bytes, in: range)
      readMessage(inner, range, depth: depth + 1, showing: [.subject, .from, .to, .cc])
    } else if header[.contentType] == nil || header.value(of: .contentType, hasPrefix: "text/") {
      readText(header, range)
    }
  }

  private mutating func readText(_ header: EmailHeader, _ range: Range<Int>) {
    let raw: MappedText
    if header.value(of: .contentTransferEncoding, is: "base64") {
      raw = TransferDecoding.base64(range, of: bytes)
    } else if header.value(of: .contentTransferEncoding, is: "quoted-printable") {
      raw = TransferDecoding.quotedPrintable(range, of: bytes)
    } else {
      raw = MappedText(range, of: bytes)
    }
    let charset = Charset(named: header.parameter("charset", of: .contentType))
    let (text, isUnderstood) = charset.decode(raw)
    if !isUnderstood { document.isPartlyUndecoded = true }
    guard header.value(of: .contentType, is: "text/html") else { return add(text) }
    // The subject is the title, so that a headline stays where it is.
    let page = HTMLExtractor.extract(text.bytes, takesHeadline: false)
    if document.language.isEmpty { document.language = page.language }
    add(page.body.decoded(by: text.map))
  }

  // MARK: - Parts

  private mutating func readParts(_ header: EmailHeader, _ range: Range<Int>, depth: Int) {
    let boundary = header.parameter("boundary", of: .contentType)
    guard !boundary.isEmpty else { return }
    let parts = split(range, at: boundary).map { (header: EmailHeader(bytes, in: $0), range: $0) }
    if header.value(of: .contentType, is: "multipart/alternative") {
      // The same is said more than once: plain text is nearest to what was typed.
      let isPlain = { (header: EmailHeader) in
        header[.contentType] == nil || header.value(of: .contentType, is: "text/plain")
      }
      for part in parts.filter({ isPlain($0.header) }) + parts.filter({ !isPlain($0.header) }) {
        let before = document.body.count
        readPart(part.header, part.header.end..<part.range.upperBound, depth: depth + 1)
        if document.body.count > before { return }
      }
      return
    }
    for part in parts {
      readPart(part.header, part.header.end..<part.range.upperBound, depth: depth + 1)
    }
  }

  /// The ranges between lines that begin with two hyphens and the boundary.
  private func split(_ range: Range<Int>, at boundary: [UInt8]) -> [Range<Int>] {
    let span = bytes.span.extracting(..<range.upperBound)
    var parts: [Range<Int>] = []
    var start: Int?
    var place = range.lowerBound
    while place < range.upperBound {
      let line = span.line(from: place)
      let delimiter = line.content.prefix(boundary.count + 2)
      let content = bytes[delimiter]
      if content.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]), content.dropFirst(2).elementsEqual(boundary) {
        if let start { parts.append(start..<place) }
        start = line.next
        let isLast = ASCII.matches("--", bytes, at: delimiter.upperBound, before: line.content.upperBound)
        if isLast { return parts }
      }
      place = line.next
    }
    // A message that was cut off.
    if let start, start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }
}
