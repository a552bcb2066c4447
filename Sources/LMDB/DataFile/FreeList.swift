/// What the tree of free pages lists: each value has a count u64 and then that many page numbers u64, descending.
struct FreeList {
  private let pageSize: Int
  /// Complete pages in the file.
  private let pageCount: UInt64
  /// Free pages that lie behind the end of the file.
  private(set) var countBehindEnd: UInt64 = 0

  init(pageSize: Int, pageCount: UInt64) {
    self.pageSize = pageSize
    self.pageCount = pageCount
  }

  /// Takes the pages that a value lists.
  ///
  /// - Parameters:
  ///   - value: the value; of one in overflow pages, these are in the file.
  ///   - file: where it lies.
  ///   - pages: the pages that have a use; LMDB would write over one that is listed though it is there.
  /// - Throws: `.damaged`; what the system says against reading.
  mutating func read(
    _ value: TreePage.Value, in file: borrowing DataFile, taking pages: inout PageSet
  ) throws(LMDBError) {
    let list: [UInt8]
    switch value {
    case .inline(let bytes): list = Array(bytes)
    case .overflow(let first, let size): list = try file.read(size, at: Int(first) * pageSize + TreePage.headerSize)
    }
    guard list.count >= 8, case let count:UInt64 = list.integer(at: 0), count < list.count / 8 else {
      throw file.damage("a list of free pages makes no sense")
    }
    var previous = UInt64.max
    for index in 0..<Int(count) {
      let page: UInt64 = list.integer(at: 8 + 8 * index)
      guard page < previous else { throw file.damage("a list of free pages is out of order") }
      guard pages.insert(page) else { throw file.damage("page \(page) is listed as free and is not") }
      if page >= pageCount { countBehindEnd += 1 }
      previous = page
    }
  }
}
