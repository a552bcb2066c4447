/// The header fields of a message or of one of its parts.
struct EmailHeader {
  enum Name: CaseIterable {
    case cc, contentDisposition, contentTransferEncoding, contentType, date, from, subject, to

    fileprivate var text: StaticString {
      switch self {
      case .cc: "cc"
      case .contentDisposition: "content-disposition"
      case .contentTransferEncoding: "content-transfer-encoding"
      case .contentType: "content-type"
      case .date: "date"
      case .from: "from"
      case .subject: "subject"
      case .to: "to"
      }
    }
  }

  private let bytes: [UInt8]
  private var fields: [(name: Name, field: Range<Int>, value: Range<Int>)] = []
  /// The last field is kept, and so is what continues it.
  private var isLastKept = false
  /// Where the content behind the empty line begins.
  private(set) var end: Int

  /// Reads the fields at the beginning of a range.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    end = range.lowerBound
    let span = bytes.span.extracting(..<range.upperBound)
    // The line with which mailboxes begin a message is no field.
    if ASCII.matches("from ", bytes, at: end, before: range.upperBound) { end = span.line(from: end).next }
    while end < range.upperBound {
      let line = span.line(from: end)
      if line.content.isEmpty {
        end = line.next
        return
      }
      if bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t") {
        fold(line.content)
      } else {
        // What is no field begins the content, without an empty line before it.
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: line.content) else { return }
        add(line.content, colon: colon)
      }
      end = line.next
    }
  }

  private mutating func add(_ line: Range<Int>, colon: Int) {
    let name = ASCII.trimmed(line.lowerBound..<colon, of: bytes)
    let known = Name.allCases.first { ASCII.equals($0.text, bytes, name) }
    isLastKept = false
    guard let known, self[known] == nil else { return }
    isLastKept = true
    fields.append((known, line, colon + 1..<line.upperBound))
  }

  private mutating func fold(_ line: Range<Int>) {
    guard isLastKept, let last = fields.indices.last else { return }
    fields[last].field = fields[last].field.lowerBound..<line.upperBound
    fields[last].value = fields[last].value.lowerBound..<line.upperBound
  }

  /// The value of the first field of a name.
  subscript(name: Name) -> Range<Int>? {
    fields.first { $0.name == name }?.value
  }

  /// The whole of the first field of a name, with the name.
  func field(_ name: Name) -> Range<Int>? {
    fields.first { $0.name == name }?.field
  }

  /// Whether the value of a field is this word, before any parameters.
  func value(of name: Name, is word: StaticString) -> Bool {
    guard let value = self[name] else { return false }
    let end = bytes.firstIndex(of: UInt8(ascii: ";"), in: value) ?? value.upperBound
    return ASCII.equals(word, bytes, ASCII.trimmed(value.lowerBound..<end, of: bytes))
  }

  /// Whether the value of a field begins with this text.
  func value(of name: Name, hasPrefix prefix: StaticString) -> Bool {
    guard let value = self[name] else { return false }
    let content = ASCII.trimmed(value, of: bytes)
    return ASCII.matches(prefix, bytes, at: content.lowerBound, before: content.upperBound)
  }

  /// The value of a parameter such as `charset`, without quotes; empty where there is none.
  func parameter(_ parameter: StaticString, of name: Name) -> [UInt8] {
    guard let value = self[name] else { return [] }
    var place = endOfParameter(from: value.lowerBound, before: value.upperBound)
    while place < value.upperBound {
      let start = place + 1
      place = endOfParameter(from: start, before: value.upperBound)
      guard let equals = bytes.firstIndex(of: UInt8(ascii: "="), in: start..<place),
        ASCII.equals(parameter, bytes, ASCII.trimmed(start..<equals, of: bytes))
      else { continue }
      let content = ASCII.trimmed(equals + 1..<place, of: bytes)
      guard let first = content.first else { return [] }
      if bytes[first] == UInt8(ascii: "\"") {
        let end = bytes.firstIndex(of: UInt8(ascii: "\""), in: first + 1..<content.upperBound) ?? content.upperBound
        return Array(bytes[first + 1..<end])
      }
      let end = content.first { ASCII.isWhiteSpace(bytes[$0]) } ?? content.upperBound
      return Array(bytes[first..<end])
    }
    return []
  }

  /// Where the next semicolon stands that is not between quotes, or the limit.
  private func endOfParameter(from start: Int, before limit: Int) -> Int {
    var isQuoted = false
    var place = start
    while place < limit, isQuoted || bytes[place] != UInt8(ascii: ";") {
      if bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      place += 1
    }
    Work.add(place - start)
    return place
  }
}
