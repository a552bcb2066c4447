/// The value in which an index keeps what its build skipped: one frame of zstd, of sealed fields.
extension SkippedSources {
  private static let what = "list of what was skipped"

  /// More than any list takes: its texts, and 28 bytes at most for each item and reason.
  private static let encodedLimit = 8 << 20

  /// The value; nil if there is nothing to keep.
  func encoded() throws -> [UInt8]? {
    guard !counts.isEmpty || !items.isEmpty else { return nil }
    var encoder = FieldEncoder()
    encoder.append(UInt32(counts.count))
    for count in counts {
      encoder.append(count.isByRule ? UInt8(1) : 0)
      encoder.append(UInt64(clamping: count.count))
      encoder.append(text: Array(count.reason.utf8))
    }
    encoder.append(UInt32(items.count))
    for item in items {
      encoder.append(UInt64(clamping: item.line))
      encoder.append(UInt64(clamping: item.column))
      encoder.append(text: item.path)
      encoder.append(text: Array(item.reason.utf8))
      encoder.append(text: Array(item.detail.utf8))
    }
    let bytes = encoder.sealed()
    var frame: [UInt8] = []
    let compressor = try Zstd.Compressor()
    _ = try unsafe bytes.withUnsafeBytes { unsafe try compressor.compress($0, appendingTo: &frame) }
    return frame
  }

  /// Reads the value.
  init(decoding frame: [UInt8]) throws {
    let decompressor = try Zstd.Decompressor()
    guard
      let bytes = try? unsafe frame.withUnsafeBytes({ unsafe try decompressor.decompress($0, limit: Self.encodedLimit) }
      )
    else { throw IndexError.damaged("the \(Self.what) cannot be decompressed") }
    var decoder = try FieldDecoder(sealed: bytes, what: Self.what)
    var counts: [Count] = []
    for _ in 0..<(try decoder.readCount(limit: Self.reasonLimit)) {
      let flag = try decoder.read(UInt8.self)
      let count = try decoder.readNumber()
      let reason = String(decoding: try decoder.readText(), as: UTF8.self)
      counts.append(Count(reason: reason, count: count, isByRule: flag != 0))
    }
    var items: [Item] = []
    for _ in 0..<(try decoder.readCount(limit: Self.itemLimit)) {
      let (line, column) = (try decoder.readNumber(), try decoder.readNumber())
      items.append(
        Item(
          path: Array(try decoder.readText()), line: line, column: column,
          reason: String(decoding: try decoder.readText(), as: UTF8.self),
          detail: String(decoding: try decoder.readText(), as: UTF8.self)))
    }
    guard decoder.isAtEnd else { throw IndexError.damaged("the \(Self.what) is longer than its items") }
    self.init(counts: counts, items: items)
  }
}

extension FieldEncoder {
  /// Appends the number of bytes, and the bytes.
  fileprivate mutating func append(text: [UInt8]) {
    append(UInt32(text.count))
    append(text)
  }
}

extension FieldDecoder {
  fileprivate mutating func readText() throws -> ArraySlice<UInt8> {
    try read(count: Int(try read(UInt32.self)))
  }

  fileprivate mutating func readNumber() throws -> Int {
    Int(clamping: try read(UInt64.self))
  }

  fileprivate mutating func readCount(limit: Int) throws -> Int {
    let count = Int(try read(UInt32.self))
    guard count <= limit else { throw IndexError.damaged("the list of what was skipped claims \(count) items") }
    return count
  }
}
