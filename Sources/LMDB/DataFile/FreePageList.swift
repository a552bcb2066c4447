/// LMDB's tree of free pages as it lies in a data file, read without LMDB and without trusting a byte of it.
///
/// A page begins with 16 bytes: page number u64, 2 bytes, flags u16 (1 branch, 2 leaf, 4 overflow), and the end of the
/// node offsets u16; the offsets follow, u16 each. A node has the two low 16-bit words of its size or child page, flags
/// u16 (1: the data lie in overflow pages; in a branch the high word of the child page), key length u16, the key, and
/// then data: a list of page numbers u64, preceded by their count, or the number of the first overflow page.
struct FreePageList {
  private static let headerSize = 16
  private static let nodeHeaderSize = 8

  private let root: UInt64
  private let pageSize: Int
  /// Complete pages in the file.
  private let pageCount: UInt64

  // In a sound tree no two nodes lie in the same bytes, so neither budget can run out: a tree that shares its pages to
  // make the reader go round, or to make it read one list again and again, does not.
  private var pageBudget: UInt64
  private var listBudget: Int

  /// The tree of a file of `pageCount` complete pages, which are no more than an `Int` can count the bytes of.
  init(root: UInt64, pageSize: Int, pageCount: UInt64) {
    self.root = root
    self.pageSize = pageSize
    self.pageCount = pageCount
    pageBudget = pageCount
    listBudget = Int(pageCount) * pageSize
  }

  /// Whether every page of the range is listed as free. Also `false` if the tree itself can't be read whole.
  consuming func contains(
    _ pages: ClosedRange<UInt64>, readingFrom file: borrowing DataFile
  ) throws(LMDBError) -> Bool {
    // A file can't list more pages than it has room for numbers; this bounds the set whatever the range.
    guard root != MetaPage.noPage, pages.upperBound - pages.lowerBound < UInt64(listBudget / 8) else { return false }

    var missing = PageSet(all: pages)
    var pending = [root]
    while let page = pending.popLast() {
      guard pageBudget > 0, page < pageCount else { return false }
      pageBudget -= 1
      let bytes = try file.read(pageSize, at: Int(page) * pageSize)
      guard bytes.count == pageSize, bytes.integer(at: 0) == page, let nodes = nodeOffsets(bytes) else { return false }
      switch bytes.integer(at: 10, as: UInt16.self) {
      case 0x01:
        guard pending.count + nodes.count <= pageBudget else { return false }
        pending += nodes.map { child(bytes, at: $0) }
      case 0x02:
        for node in nodes {
          guard let list = try list(bytes, at: node, readingFrom: file) else { return false }
          for page in list { missing.remove(page) }
        }
      default:
        return false
      }
    }
    return missing.isEmpty
  }

  private func nodeOffsets(_ page: [UInt8]) -> [Int]? {
    let end = Int(page.integer(at: 12, as: UInt16.self))
    guard end >= Self.headerSize, end <= pageSize else { return nil }
    let offsets = stride(from: Self.headerSize, to: end - 1, by: 2).map { Int(page.integer(at: $0, as: UInt16.self)) }
    return offsets.allSatisfy { $0 <= pageSize - Self.nodeHeaderSize } ? offsets : nil
  }

  private func child(_ page: [UInt8], at node: Int) -> UInt64 {
    let high = UInt64(page.integer(at: node + 4, as: UInt16.self))
    return UInt64(low(page, at: node)) | high << 32
  }

  private func low(_ page: [UInt8], at node: Int) -> UInt32 {
    UInt32(page.integer(at: node, as: UInt16.self)) | UInt32(page.integer(at: node + 2, as: UInt16.self)) << 16
  }

  /// The page numbers that a leaf node lists.
  private mutating func list(
    _ page: [UInt8], at node: Int, readingFrom file: borrowing DataFile
  ) throws(LMDBError) -> [UInt64]? {
    let size = Int(low(page, at: node))
    let isInOverflowPages = page.integer(at: node + 4, as: UInt16.self) & 0x01 != 0
    let start = node + Self.nodeHeaderSize + Int(page.integer(at: node + 6, as: UInt16.self))
    guard start + (isInOverflowPages ? 8 : size) <= pageSize, size >= 8, size <= listBudget else { return nil }
    listBudget -= size

    let numbers: [UInt8]
    if isInOverflowPages {
      let first: UInt64 = page.integer(at: start)
      guard first < pageCount, size <= Int(pageCount - first) * pageSize - Self.headerSize else { return nil }
      numbers = try file.read(size, at: Int(first) * pageSize + Self.headerSize)
      guard numbers.count == size else { return nil }
    } else {
      numbers = Array(page[start...].prefix(size))
    }
    let count: UInt64 = numbers.integer(at: 0)
    guard count < size / 8 else { return nil }
    return (0..<Int(count)).map { numbers.integer(at: 8 + 8 * $0) }
  }
}
