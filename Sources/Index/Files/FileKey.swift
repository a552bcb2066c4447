import Postings

/// The key of a file in the database: that of the list of files, and the path. Of a long one it has the beginning and a
/// hash of all of it, so that all files below a folder follow each other wherever the folder's own path is not that long.
struct FileKey: Equatable {
  /// The segment, 0, and the stream, 2, that all keys of files begin with.
  static let prefix: [UInt8] = [0, 0, 0, 0, 2]
  /// Bytes of a path up to which it stands in the key as a whole: LMDB's keys have 511 bytes at most.
  static let wholeLength = 480

  let bytes: [UInt8]

  init(path: [UInt8]) {
    guard path.count > Self.wholeLength else {
      bytes = Self.prefix + path
      return
    }
    var encoder = FieldEncoder()
    encoder.append(XXHash64.hash(path.span).bigEndian)
    bytes = Self.prefix + path[..<Self.wholeLength] + encoder.bytes
  }

  /// Where the keys of all files begin whose paths begin so.
  init(firstWithPrefix prefix: [UInt8]) {
    bytes = Self.prefix + prefix.prefix(Self.wholeLength)
  }

  /// Whether these are the bytes of a key of a file.
  static func isOne(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe bytes.count > prefix.count && bytes.starts(with: prefix)
  }
}
