/// One of the two pages that a data file begins with, read without LMDB.
///
/// The layout is that of `MDB_page` and `MDB_meta` in LMDB 0.9 on a 64-bit machine, in its byte order:
///
/// | offset | bytes | |
/// |---|---|---|
/// | 10 | 2 | page flags; bit 3: a meta page |
/// | 16 | 4 | magic number 0xBEEFC0DE |
/// | 20 | 4 | format version, 1 |
/// | 40 | 48 | the tree of free pages, with the page size in its first 4 bytes |
/// | 88 | 48 | the main tree |
/// | 136 | 8 | last page in use |
/// | 144 | 8 | transaction that wrote the page: N writes page N mod 2 |
struct MetaPage: Equatable {
  /// The bytes of a page that are looked at.
  static let size = 152
  static let formatVersion: UInt32 = 1
  static let pageSizes = 512...32_768

  let version: UInt32
  let pageSize: Int
  let freeTree: TreeRecord
  let mainTree: TreeRecord
  let lastPage: UInt64
  let transaction: UInt64
  private let isMetaPage: Bool

  /// `nil` if there are too few bytes or the magic number is missing.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size, bytes.integer(at: 16, as: UInt32.self) == 0xBEEF_C0DE else { return nil }
    isMetaPage = bytes.integer(at: 10, as: UInt16.self) & 0x08 != 0
    version = bytes.integer(at: 20)
    pageSize = Int(bytes.integer(at: 40, as: UInt32.self))
    freeTree = TreeRecord(bytes, at: 40)
    mainTree = TreeRecord(bytes, at: 88)
    lastPage = bytes.integer(at: 136)
    transaction = bytes.integer(at: 144)
  }

  /// Whether LMDB could have written this, as page `index` of a file.
  func isPlausible(asPage index: UInt64) -> Bool {
    isMetaPage
      && Self.pageSizes.contains(pageSize) && pageSize.nonzeroBitCount == 1
      && (transaction == 0 || transaction & 1 == index)
  }

  /// Whether the roots are pages of the file. Those of the older meta page need not be: where writing one has failed, LMDB
  /// has put the number of the transaction before in its place, and of the last page, but left the trees.
  var hasPlausibleTrees: Bool {
    lastPage >= 1 && isPage(freeTree.root) && isPage(mainTree.root)
  }

  /// Whether no transaction has been committed yet.
  var isInitial: Bool {
    transaction == 0 && lastPage == 1 && freeTree.root == nil && mainTree.root == nil
  }

  private func isPage(_ root: UInt64?) -> Bool {
    root.map { $0 >= 2 && $0 <= lastPage } ?? true
  }
}
