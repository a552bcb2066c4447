import Index

/// The terms of an index that begin with a prefix.
struct PrefixExpansion {
  /// How many terms a prefix may stand for.
  static let limit = 1024

  /// How many different terms there are in all segments together.
  private(set) var termCount = 0
  /// For each segment its terms; incomplete if there are more than `limit`.
  private(set) var entries: [[TermEntry]]

  init(of prefix: [UInt8], in snapshot: Snapshot, watch: Watch) throws {
    entries = snapshot.segments.map { _ in [] }
    // The segments' terms are merged, so that one that several have is counted once.
    let cursors = try snapshot.segments.map { try $0.terms.cursor(from: prefix) }
    var heads = try cursors.map { try Self.step($0, prefix) }
    while let first = heads.compactMap({ $0 }).min(by: { $0.lexicographicallyPrecedes($1) }) {
      try watch.tick()
      termCount += 1
      for (index, cursor) in cursors.enumerated() where heads[index] == first {
        if termCount <= Self.limit, let entry = cursor.entry { entries[index].append(entry) }
        heads[index] = try Self.step(cursor, prefix)
      }
    }
  }

  /// The next term, if it still begins with the prefix.
  private static func step(_ cursor: TermCursor, _ prefix: [UInt8]) throws -> ArraySlice<UInt8>? {
    guard try cursor.next(), cursor.term.starts(with: prefix) else { return nil }
    return cursor.term
  }
}
