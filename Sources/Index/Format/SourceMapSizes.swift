import Postings

/// How long the maps of a document are, which stand right behind each other among those of all documents of its segment.
struct SourceMapSizes: Equatable {
  /// Bytes of the map of the title, and of that of the body behind it.
  var title: Int
  var body: Int

  /// Bytes of both.
  var total: Int { title + body }

  /// The stored field: two numbers of variable length.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for number in [title, body] { VarInt.append(UInt64(number), to: &bytes) }
    return bytes
  }

  init(title: Int, body: Int) {
    self.title = title
    self.body = body
  }

  /// Reads the stored field.
  init(decoding bytes: [UInt8]) throws {
    let numbers = try unsafe bytes.withUnsafeBytes { buffer in
      guard var cursor = buffer.baseAddress else { throw PostingsError.truncated }
      let end = unsafe cursor + buffer.count
      let numbers = unsafe [try VarInt.read64(&cursor, end: end), try VarInt.read64(&cursor, end: end)]
      guard unsafe cursor == end else {
        throw IndexError.damaged("the sizes of a document's maps are longer than they say")
      }
      return numbers
    }
    guard numbers.allSatisfy({ $0 <= IndexFormat.maximumSourceMapSize }) else { throw PostingsError.numberTooLarge }
    self.init(title: Int(numbers[0]), body: Int(numbers[1]))
  }
}
