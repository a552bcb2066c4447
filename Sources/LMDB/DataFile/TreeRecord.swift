/// What a meta page records of one of the two trees of a data file (`MDB_db`).
///
/// | offset | bytes | |
/// |---|---|---|
/// | 4 | 2 | flags; 0: plain keys and values, 8: keys are integers |
/// | 6 | 2 | levels |
/// | 8 | 8 | branch pages |
/// | 16 | 8 | leaf pages |
/// | 24 | 8 | pages of large values |
/// | 32 | 8 | entries |
/// | 40 | 8 | root page; all ones: the tree is empty |
struct TreeRecord: Equatable {
  static let size = 48
  static let noPage = UInt64.max

  let flags: UInt16
  /// `nil`: the tree is empty.
  let root: UInt64?
  let counts: TreeCounts

  /// Reads the record that lies at an offset; its bytes must be there.
  init(_ bytes: [UInt8], at offset: Int) {
    flags = bytes.integer(at: offset + 4)
    let root: UInt64 = bytes.integer(at: offset + 40)
    self.root = root == Self.noPage ? nil : root
    counts = TreeCounts(
      depth: Int(bytes.integer(at: offset + 6, as: UInt16.self)), branchPages: bytes.integer(at: offset + 8),
      leafPages: bytes.integer(at: offset + 16), overflowPages: bytes.integer(at: offset + 24),
      entries: bytes.integer(at: offset + 32))
  }
}
