import JSON

/// Turns one line of JSON lines into a document.
///
/// Of the members that ``RecordFields`` names, strings are taken as they are and numbers as they are written; null counts as
/// absent. All others are checked and skipped.
struct JSONRecordDecoder {
  /// Members that are skipped may be nested as deep as they like: skipping does not recurse.
  private static let limits = JSONLimits(depth: JSONLimits.greatestDepth)

  private let pattern: RecordPattern
  private var name: [UInt8] = []
  /// The values of the record in hand, by the number of their capture, and which of them it has.
  private var values: [[UInt8]]
  private var isFound: [Bool]

  init(fields: RecordFields) {
    pattern = RecordPattern(fields)
    values = Array(repeating: [], count: pattern.captures.count)
    isFound = Array(repeating: false, count: pattern.captures.count)
  }

  /// Decodes a line into ``SourceDocument``'s `id`, `title`, `body`, `date`, `url` and `language`.
  ///
  /// - Throws: `JSONError` for a line that is not one JSON object, or in which `id`, `title` or a text is no scalar.
  mutating func decode(_ line: ArraySlice<UInt8>, into document: inout SourceDocument) throws(JSONError) {
    document.clearText()
    for capture in values.indices {
      values[capture].removeAll(keepingCapacity: true)
      isFound[capture] = false
    }
    // The span keeps the bytes in place while the reader, which cannot leave the closure, lives.
    try unsafe line.span.withUnsafeBytes { (bytes) throws(JSONError) in
      var reader = unsafe JSONReader(bytes, limits: Self.limits)
      try readMembers(of: 0, from: &reader, of: line)
      try reader.finish()
    }
    assemble(.id, into: &document.id)
    assemble(.title, into: &document.title)
    assemble(.text, into: &document.body)
    assemble(.date, into: &document.date)
    assemble(.url, into: &document.url)
    assemble(.language, into: &document.language)
  }

  /// Reads an object. Recursion goes no deeper than the pattern.
  private mutating func readMembers(
    of node: Int, from reader: inout JSONReader, of line: ArraySlice<UInt8>
  ) throws(JSONError) {
    try reader.beginObject()
    while try reader.nextName(into: &name) {
      guard let member = pattern.node(of: name, below: node) else {
        try reader.skipValue()
        continue
      }
      if !pattern.nodes[member].members.isEmpty, try reader.nextKind() == .object {
        try readMembers(of: member, from: &reader, of: line)
      } else if let capture = pattern.nodes[member].capture, !isFound[capture] {
        try readValue(as: capture, from: &reader, of: line)
      } else {
        try reader.skipValue()
      }
    }
  }

  private mutating func readValue(
    as capture: Int, from reader: inout JSONReader, of line: ArraySlice<UInt8>
  ) throws(JSONError) {
    switch try reader.nextKind() {
    case .null:
      try reader.readNull()
    case .number:
      let start = reader.offset
      _ = try reader.readNumber()
      values[capture].append(contentsOf: line.dropFirst(start).prefix(reader.offset - start))
      isFound[capture] = true
    case .bool, .array, .object:
      guard pattern.captures[capture].isStrict else { return try reader.skipValue() }
      fallthrough
    case .string:
      try reader.readString(into: &values[capture])
      isFound[capture] = true
    }
  }

  /// Makes a field of the members that are its own.
  private mutating func assemble(_ field: RecordFields.Field, into text: inout [UInt8]) {
    guard let output = pattern.outputs[field] else { return }
    for capture in output.captures where isFound[capture] {
      if !output.isJoined || text.isEmpty {
        // Most records have one member a field, whose memory changes hands.
        if pattern.captures[capture].useCount == 1 {
          swap(&text, &values[capture])
        } else {
          text.append(contentsOf: values[capture])
        }
        if !output.isJoined { return }
      } else if !values[capture].isEmpty {
        text.append(contentsOf: [UInt8(ascii: "\n"), UInt8(ascii: "\n")])
        text.append(contentsOf: values[capture])
      }
    }
  }
}
