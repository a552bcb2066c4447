/// Reads the blocks of a Markdown text, line by line.
struct MarkdownReader {
  private let bytes: [UInt8]
  private let lines: MarkdownLines
  private var place: Int
  private var inlines: MarkdownInlines

  private(set) var title = MappedText()
  private(set) var body = MappedText()

  /// A title is still looked for.
  private var takesTitle: Bool
  /// The first block, if it could be the title for want of a heading.
  private var firstLine: Range<Int>?

  /// The lines of the paragraph that is being read, without their markers, and where the last of them begins.
  private var paragraph = MappedText()
  private var lastLine = 0
  private var paragraphLines = 0
  private var isInTable = false
  private var isInList = false
  /// Within an item or a quotation.
  private var isInContainer = false
  /// There is no end of a comment from here on.
  private var hasUnendedComment = false

  init(_ bytes: [UInt8], from start: Int, takesTitle: Bool) {
    self.bytes = bytes
    place = start
    self.takesTitle = takesTitle
    lines = MarkdownLines(bytes)
    inlines = MarkdownInlines(definitions: lines.definedLabels(from: start))
    body.reserveCapacity(bytes.count - start)
  }

  mutating func read() {
    while place < bytes.count {
      let line = bytes.span.line(from: place)
      place = line.next
      readLine(line.content)
    }
    endParagraph()
    guard takesTitle, let firstLine else { return }
    title = body.joining([firstLine])
    var rest = firstLine.upperBound
    while rest < body.count, ASCII.isWhiteSpace(body.bytes[rest]) { rest += 1 }
    body = body.joining([rest..<body.count])
  }

  // MARK: - Lines

  private mutating func readLine(_ line: Range<Int>) {
    let (indent, start) = lines.indentation(of: line)
    guard start < line.upperBound else {
      endParagraph()
      return
    }
    if indent == 0, paragraph.isEmpty {
      isInList = isInList && lines.itemMarkerEnd(in: start..<line.upperBound, isWithinText: false) != nil
    }
    if indent >= 4, paragraph.isEmpty, !isInList, !isInTable { return writeCode(line.lowerBound..<line.upperBound) }
    if paragraph.isEmpty { isInContainer = false }
    readContent(start..<line.upperBound)
  }

  /// Reads a line from its first byte that is not white space on.
  private mutating func readContent(_ line: Range<Int>) {
    var line = line
    // Up to here it is known that no rule begins, so that a line of many markers is not read once for each.
    var ruleless = line.lowerBound
    // Markers may follow one another: a list in a quotation in a footnote.
    while !line.isEmpty {
      if paragraph.isEmpty, !isInTable, let start = lines.footnoteText(in: line) {
        line = lines.indentation(of: start..<line.upperBound).start..<line.upperBound
        continue
      }
      if line.lowerBound >= ruleless {
        let (isRule, end) = lines.rule(in: line)
        guard !isRule else { break }
        ruleless = end
      }
      guard let end = lines.markerEnd(in: line, isWithinText: !paragraph.isEmpty && !isInList) else { break }
      if bytes[line.lowerBound] != UInt8(ascii: ">") {
        endParagraph()
        isInList = true
      }
      isInContainer = true
      let (indent, start) = lines.indentation(of: end..<line.upperBound)
      if indent >= 5, start < line.upperBound, paragraph.isEmpty, bytes[line.lowerBound] != UInt8(ascii: ">") {
        return writeCode(end + 1..<line.upperBound)
      }
      line = start..<line.upperBound
    }
    guard !line.isEmpty else { return endParagraph() }
    if let fence = CodeFence(opening: line, of: bytes.span) { return readFencedCode(fence) }
    if let heading = lines.heading(in: line) {
      endParagraph()
      return writeHeading(MappedText(heading.content, of: bytes), level: heading.level)
    }
    if !paragraph.isEmpty, !isInTable, let level = lines.underlineLevel(line) {
      defer { clearParagraph() }
      return writeHeading(paragraph, level: level)
    }
    if lines.rule(in: line).isRule { return endParagraph() }
    if paragraph.isEmpty, !isInTable, skipRawBlock(line) || lines.definitionLabel(in: line) != nil { return }
    if isInTable { return writeRow(MappedText(line, of: bytes)) }
    if lines.isDelimiterRow(line), paragraph.bytes[lastLine...].contains(UInt8(ascii: "|")) { return beginTable() }
    addToParagraph(line)
  }

  // MARK: - Blocks

  private mutating func addToParagraph(_ line: Range<Int>) {
    let content = ASCII.trimmed(line, of: bytes)
    if !paragraph.isEmpty { paragraph.append(UInt8(ascii: "\n"), for: content.lowerBound - 1) }
    lastLine = paragraph.count
    paragraphLines += 1
    paragraph.appendIdentical(content, of: bytes)
  }

  private mutating func clearParagraph() {
    paragraph = MappedText()
    lastLine = 0
    paragraphLines = 0
    isInTable = false
  }

  private mutating func endParagraph() {
    defer { clearParagraph() }
    guard !paragraph.isEmpty else { return }
    let isTitle = body.isEmpty && paragraphLines == 1 && !isInContainer && paragraph.count <= TextOutline.longestTitle
    write(paragraph)
    if isTitle, !body.isEmpty { firstLine = 0..<body.count }
  }

  private mutating func write(_ text: MappedText) {
    separate()
    inlines.write(text, to: &body)
  }

  private mutating func separate() {
    if !body.isEmpty { body.appendSynthetic("\n\n") }
  }

  private mutating func writeHeading(_ text: MappedText, level: Int) {
    if level == 1, takesTitle {
      inlines.write(text, to: &title)
      takesTitle = title.isEmpty
      return
    }
    let isFirst = body.isEmpty
    write(text)
    if isFirst, body.count <= TextOutline.longestTitle { firstLine = 0..<body.count }
  }

  /// Writes a line of an indented block as it stands.
  private mutating func writeCode(_ line: Range<Int>) {
    endParagraph()
    separate()
    body.appendIdentical(ASCII.trimmed(line, of: bytes), of: bytes)
  }

  private mutating func readFencedCode(_ fence: CodeFence) {
    endParagraph()
    separate()
    var isFirst = true
    while place < bytes.count {
      let line = bytes.span.line(from: place)
      // Its lines may be indented with what is around it, and marked as a quotation.
      var (_, start) = lines.indentation(of: line.content)
      if isInContainer, start < line.content.upperBound, bytes[start] == UInt8(ascii: ">") {
        start = lines.indentation(of: start + 1..<line.content.upperBound).start
      }
      let content = start..<line.content.upperBound
      defer { place = line.next }
      if fence.isClosed(by: content, of: bytes.span) { return }
      if !isFirst { body.append(UInt8(ascii: "\n"), for: line.content.lowerBound - 1) }
      isFirst = false
      body.appendIdentical(isInContainer ? content : line.content, of: bytes)
    }
  }

  /// Passes over a comment, a script or a style that begins a line; false if none does.
  private mutating func skipRawBlock(_ line: Range<Int>) -> Bool {
    guard bytes[line.lowerBound] == UInt8(ascii: "<") else { return false }
    if ASCII.matches("<!--", bytes, at: line.lowerBound, before: line.upperBound) {
      guard !hasUnendedComment else { return false }
      var search = line.lowerBound + 4
      while let dash = bytes.firstIndex(of: UInt8(ascii: "-"), in: search..<bytes.count) {
        if ASCII.matches("-->", bytes, at: dash, before: bytes.count) {
          place = dash + 3
          return true
        }
        search = dash + 1
      }
      hasUnendedComment = true
      return false
    }
    guard beginsElement("<script", line) || beginsElement("<style", line) else { return false }
    var scanner = HTMLScanner(bytes, from: line.lowerBound)
    guard case .startTag(let element, let name)? = scanner.next() else { return false }
    _ = scanner.readRawText(of: element, named: name)
    place = scanner.place
    return true
  }

  /// Whether a line begins with a tag of this name, and not of a longer one (CommonMark 0.31, section 4.6).
  private func beginsElement(_ tag: StaticString, _ line: Range<Int>) -> Bool {
    guard ASCII.matches(tag, bytes, at: line.lowerBound, before: line.upperBound) else { return false }
    let end = line.lowerBound + tag.utf8CodeUnitCount
    return end == line.upperBound || ASCII.isWhiteSpace(bytes[end]) || bytes[end] == UInt8(ascii: ">")
  }

  // MARK: - Tables

  /// Makes the paragraph's last line the head of a table.
  private mutating func beginTable() {
    let head = paragraph.joining([lastLine..<paragraph.count])
    if lastLine > 0 {
      paragraph = paragraph.joining([0..<lastLine - 1])
      endParagraph()
    }
    clearParagraph()
    isInTable = true
    writeRow(head)
  }

  private mutating func writeRow(_ row: MappedText) {
    var start = 0
    var place = 0
    while place <= row.count {
      if place == row.count || row.bytes[place] == UInt8(ascii: "|") {
        let cell = ASCII.trimmed(start..<place, of: row.bytes)
        if !cell.isEmpty { write(row.joining([cell])) }
        start = place + 1
      } else if row.bytes[place] == UInt8(ascii: "\\") {
        place += 1
      }
      place += 1
    }
  }
}
