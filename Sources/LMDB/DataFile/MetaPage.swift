/// One of the two pages that a data file begins with, read without LMDB.
///
/// The layout is that of `MDB_page` and `MDB_meta` in LMDB 0.9 on a 64-bit machine, in its byte order:
///
/// | offset | bytes | |
/// |---|---|---|
/// | 10 | 2 | page flags; bit 3: a meta page |
/// | 16 | 4 | magic number 0xBEEFC0DE |
/// | 20 | 4 | format version, 1 |
/// | 40 | 4 | page size |
/// | 80 | 8 | root page of the tree of free pages; all ones: empty |
/// | 92 | 2 | flags of the main tree; 0: plain keys and values |
/// | 128 | 8 | root page of the main tree |
/// | 136 | 8 | last page in use |
/// | 144 | 8 | transaction that wrote the page: N writes page N mod 2 |
struct MetaPage {
  /// The bytes of a page that are looked at.
  static let size = 152
  static let formatVersion: UInt32 = 1
  static let pageSizes = 512...32_768
  static let noPage = UInt64.max

  let version: UInt32
  let pageSize: Int
  let freeRoot: UInt64
  let mainFlags: UInt16
  let lastPage: UInt64
  let transaction: UInt64
  private let isMetaPage: Bool
  private let mainRoot: UInt64

  /// `nil` if there are too few bytes or the magic number is missing.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size, bytes.integer(at: 16, as: UInt32.self) == 0xBEEF_C0DE else { return nil }
    isMetaPage = bytes.integer(at: 10, as: UInt16.self) & 0x08 != 0
    version = bytes.integer(at: 20)
    pageSize = Int(bytes.integer(at: 40, as: UInt32.self))
    freeRoot = bytes.integer(at: 80)
    mainFlags = bytes.integer(at: 92)
    mainRoot = bytes.integer(at: 128)
    lastPage = bytes.integer(at: 136)
    transaction = bytes.integer(at: 144)
  }

  /// Whether LMDB could have written this, as page `index` of a file.
  func isPlausible(asPage index: UInt64) -> Bool {
    isMetaPage
      && Self.pageSizes.contains(pageSize) && pageSize.nonzeroBitCount == 1
      && (transaction == 0 || transaction & 1 == index)
      && lastPage >= 1 && isPage(freeRoot) && isPage(mainRoot)
  }

  private func isPage(_ root: UInt64) -> Bool {
    root == Self.noPage || (root >= 2 && root <= lastPage)
  }
}
