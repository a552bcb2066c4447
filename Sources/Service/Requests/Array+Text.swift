extension [UInt8] {
  /// The bytes as text, with U+FFFD where they are not UTF-8; nil where there are none.
  var nonEmptyText: String? {
    isEmpty ? nil : String(decoding: self, as: UTF8.self)
  }
}
