import JSON

/// Turns one line of JSON lines into a document.
///
/// The members `id`, `title`, `text`, `date` and `url` are taken, strings as they are and numbers as they are written;
/// null counts as absent. Where `text` is absent, `body` stands in for it, and `contents` where that is absent too.
/// Members of other names are checked and skipped.
struct JSONRecordDecoder {
  private enum Member {
    case id, title, text, body, contents, date, url
  }

  /// Members that are skipped may be nested as deep as they like: skipping does not recurse.
  private static let limits = JSONLimits(depth: JSONLimits.greatestDepth)

  private var name: [UInt8] = []
  private var bodyAlias: [UInt8] = []
  private var contentsAlias: [UInt8] = []

  /// Decodes a line into ``SourceDocument``'s `id`, `title`, `body`, `date` and `url`.
  ///
  /// - Throws: `JSONError` for a line that is not one JSON object, or in which `id`, `title` or a text is no scalar.
  mutating func decode(_ line: ArraySlice<UInt8>, into document: inout SourceDocument) throws(JSONError) {
    document.clearText()
    bodyAlias.removeAll(keepingCapacity: true)
    contentsAlias.removeAll(keepingCapacity: true)
    // The span keeps the bytes in place while the reader, which cannot leave the closure, lives.
    let found = try unsafe line.span.withUnsafeBytes { (bytes) throws(JSONError) in
      var reader = unsafe JSONReader(bytes, limits: Self.limits)
      let found = try readMembers(from: &reader, of: line, into: &document)
      try reader.finish()
      return found
    }
    if found.contains(.text) { return }
    if found.contains(.body) {
      swap(&document.body, &bodyAlias)
    } else {
      swap(&document.body, &contentsAlias)
    }
  }

  /// The texts that stand in a line.
  private struct Texts: OptionSet {
    let rawValue: UInt8
    static let text = Texts(rawValue: 1)
    static let body = Texts(rawValue: 2)
  }

  private mutating func readMembers(
    from reader: inout JSONReader, of line: ArraySlice<UInt8>, into document: inout SourceDocument
  ) throws(JSONError) -> Texts {
    var found: Texts = []
    try reader.beginObject()
    while try reader.nextName(into: &name) {
      switch Self.member(of: name) {
      case .id: _ = try Self.readScalar(from: &reader, of: line, into: &document.id)
      case .title: _ = try Self.readScalar(from: &reader, of: line, into: &document.title)
      case .text:
        if try Self.readScalar(from: &reader, of: line, into: &document.body) { found.insert(.text) }
      case .body:
        if try Self.readScalar(from: &reader, of: line, into: &bodyAlias) { found.insert(.body) }
      case .contents: _ = try Self.readScalar(from: &reader, of: line, into: &contentsAlias)
      case .date: try Self.readScalarIfAny(from: &reader, of: line, into: &document.date)
      case .url: try Self.readScalarIfAny(from: &reader, of: line, into: &document.url)
      case nil: try reader.skipValue()
      }
    }
    return found
  }

  /// Reads a string or a number; false for null.
  private static func readScalar(
    from reader: inout JSONReader, of line: ArraySlice<UInt8>, into bytes: inout [UInt8]
  ) throws(JSONError) -> Bool {
    switch try reader.nextKind() {
    case .null:
      try reader.readNull()
      return false
    case .number:
      let start = reader.offset
      _ = try reader.readNumber()
      bytes.append(contentsOf: line.dropFirst(start).prefix(reader.offset - start))
    default:
      try reader.readString(into: &bytes)
    }
    return true
  }

  /// Reads a string or a number, and skips a value of any other type: dates and addresses come in many shapes, and a
  /// document is not lost over one.
  private static func readScalarIfAny(
    from reader: inout JSONReader, of line: ArraySlice<UInt8>, into bytes: inout [UInt8]
  ) throws(JSONError) {
    switch try reader.nextKind() {
    case .string, .number: _ = try readScalar(from: &reader, of: line, into: &bytes)
    default: try reader.skipValue()
    }
  }

  private static func member(of name: [UInt8]) -> Member? {
    names.first { $0.name == name }?.member
  }

  private static let names: [(name: [UInt8], member: Member)] = [
    ("id", .id), ("title", .title), ("text", .text), ("body", .body), ("contents", .contents), ("date", .date),
    ("url", .url),
  ].map { (Array($0.utf8), $1) }
}
