import Postings

/// Where the maps of a document stand among those of all documents of its segment: that of the title, and right behind it
/// that of the body.
struct SourceMapsPlace: Equatable {
  /// Where the map of the title begins.
  var start: Int
  var titleCount: Int
  var bodyCount: Int

  /// Where the map of the body ends.
  var end: Int { start + titleCount + bodyCount }

  /// The stored field: three numbers of variable length.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for number in [start, titleCount, bodyCount] { VarInt.append(UInt64(number), to: &bytes) }
    return bytes
  }

  init(start: Int, titleCount: Int, bodyCount: Int) {
    self.start = start
    self.titleCount = titleCount
    self.bodyCount = bodyCount
  }

  /// Reads the stored field.
  init(decoding bytes: [UInt8]) throws {
    let numbers = try unsafe bytes.withUnsafeBytes { buffer in
      guard var cursor = buffer.baseAddress else { throw PostingsError.truncated }
      let end = unsafe cursor + buffer.count
      let numbers = unsafe [
        try VarInt.read64(&cursor, end: end), try VarInt.read64(&cursor, end: end),
        try VarInt.read64(&cursor, end: end),
      ]
      guard unsafe cursor == end else {
        throw IndexError.damaged("the place of a document's maps is longer than it says")
      }
      return numbers
    }
    // So far from where their sum could wrap around.
    guard numbers[0] < IndexFormat.maximumStreamLength, numbers[1] <= IndexFormat.maximumSourceMapSize,
      numbers[2] <= IndexFormat.maximumSourceMapSize
    else { throw PostingsError.numberTooLarge }
    self.init(start: Int(numbers[0]), titleCount: Int(numbers[1]), bodyCount: Int(numbers[2]))
  }
}
