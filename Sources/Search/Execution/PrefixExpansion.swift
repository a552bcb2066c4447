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
    var open: [(segment: Int, cursor: TermCursor)] = []
    for (number, segment) in snapshot.segments.enumerated() {
      let cursor = try segment.terms.cursor(from: prefix)
      if try Self.step(cursor, prefix) { open.append((number, cursor)) }
    }
    while let first = open.map(\.cursor.term).min(by: { $0.lexicographicallyPrecedes($1) }).map(Array.init) {
      try watch.tick()
      termCount += 1
      for index in open.indices.reversed() where open[index].cursor.term.elementsEqual(first) {
        let (segment, cursor) = open[index]
        if termCount <= Self.limit, let entry = cursor.entry { entries[segment].append(entry) }
        if try !Self.step(cursor, prefix) { open.remove(at: index) }
      }
    }
  }

  /// Steps to the next term; false if it does not begin with the prefix any more.
  private static func step(_ cursor: TermCursor, _ prefix: [UInt8]) throws -> Bool {
    try cursor.next() && cursor.term.starts(with: prefix)
  }
}
