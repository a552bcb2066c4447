/// The ordinals of documents that a request has removed, for those that take their place.
struct OrdinalReuse {
  /// An ordinal that is farther from the newest is not kept: those of a segment have to lie within 2^32.
  private static let greatestAge: UInt64 = 1 << 31

  /// By their keys, in the order in which they came in: the documents of a file may have one path.
  private var ordinals: [DocumentKey: ArraySlice<UInt64>] = [:]

  /// Documents with a key were removed.
  mutating func add(_ removed: [UInt64], of key: DocumentKey) {
    ordinals[key, default: []] += removed.sorted()
  }

  /// Takes the first ordinal of a document that had a key.
  mutating func take(_ key: DocumentKey, next: UInt64) -> UInt64? {
    guard let first = ordinals[key]?.popFirst() else { return nil }
    return next - first < Self.greatestAge ? first : nil
  }
}
