/// A field of a stored document. The numbers stand on disk: do not change them.
///
/// A record is its fields in ascending order, each a byte with the number, a variable-length number of bytes, and the
/// bytes; fields that are empty are left out, but for the body, which always ends the record.
enum StoredField: UInt8 {
  case id = 1
  case path = 2
  case title = 3
  case date = 4
  case url = 5
  case language = 6
  /// A `DocumentSource`.
  case source = 7
  /// `SourceMapSizes`.
  case sourceMaps = 8
  case body = 255
}
