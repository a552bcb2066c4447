/// A branch or a leaf of one of LMDB's B+ trees, read without LMDB and without trusting a byte of it.
///
/// A page begins with 16 bytes: page number u64, 2 bytes, flags u16 (1 branch, 2 leaf, 4 overflow), the end of the node
/// offsets u16 and the start of the nodes u16. The offsets follow, u16 each, in the order of the keys. The nodes lie at the
/// end of the page, each at an even offset, with no gap between them. A node has the two low 16-bit words of its size or
/// child page, flags u16 (1: the value lies in overflow pages; in a branch the high word of the child page), key length u16,
/// the key, and then in a leaf the value, or the number of its first overflow page.
struct TreePage {
  /// Where the value of a node lies.
  enum Value {
    /// In the page.
    case inline(ArraySlice<UInt8>)
    /// In overflow pages, from the page `first` on.
    case overflow(first: UInt64, size: Int)
  }

  static let headerSize = 16
  private static let nodeHeaderSize = 8
  private static let overflowFlag: UInt16 = 1

  let number: UInt64
  let isLeaf: Bool
  private let bytes: [UInt8]
  private let offsets: [Int]

  /// Reads a page of a file, and finds every node within it.
  ///
  /// - Throws: `.damaged`; what the system says against reading.
  init(_ number: UInt64, of file: borrowing DataFile, pageSize: Int) throws(LMDBError) {
    self.number = number
    bytes = try file.read(pageSize, at: Int(number) * pageSize)
    guard bytes.count == pageSize else { throw file.damage("page \(number) is cut short") }
    guard bytes.integer(at: 0) == number else { throw file.damage("page \(number) says that it is another") }
    switch bytes.integer(at: 10, as: UInt16.self) {
    case 0x01: isLeaf = false
    case 0x02: isLeaf = true
    default: throw file.damage("page \(number) is none of a tree")
    }
    let end = Int(bytes.integer(at: 12, as: UInt16.self))
    let start = Int(bytes.integer(at: 14, as: UInt16.self))
    guard end > Self.headerSize, end % 2 == 0, end <= start, start <= pageSize else {
      throw file.damage("page \(number) has a header that makes no sense")
    }
    let bytes = bytes
    offsets = stride(from: Self.headerSize, to: end, by: 2).map { Int(bytes.integer(at: $0, as: UInt16.self)) }
    guard nodesFill(start..<pageSize) else { throw file.damage("page \(number) has nodes that make no sense") }
  }

  /// The number of nodes, at least 1.
  var count: Int { offsets.count }

  /// The key of a node.
  func key(_ index: Int) -> ArraySlice<UInt8> {
    let start = offsets[index] + Self.nodeHeaderSize
    return bytes[start..<start + keySize(offsets[index])]
  }

  /// The child page of a node of a branch.
  func child(_ index: Int) -> UInt64 {
    UInt64(low(offsets[index])) | UInt64(flags(offsets[index])) << 32
  }

  /// The value of a node of a leaf.
  func value(_ index: Int) -> Value {
    let node = offsets[index]
    let start = node + Self.nodeHeaderSize + keySize(node)
    let size = Int(low(node))
    return flags(node) == 0
      ? .inline(bytes[start..<start + size]) : .overflow(first: bytes.integer(at: start), size: size)
  }

  // MARK: Nodes

  /// Whether the nodes lie side by side, from the beginning of a range of the page to its end.
  private func nodesFill(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    for node in offsets.sorted() {
      guard node == place, node % 2 == 0, node + Self.nodeHeaderSize <= range.upperBound, hasKnownFlags(node) else {
        return false
      }
      let size = nodeSize(node)
      guard size <= range.upperBound - node else { return false }
      place += size + size % 2
    }
    return place == range.upperBound
  }

  private func hasKnownFlags(_ node: Int) -> Bool {
    !isLeaf || flags(node) & ~Self.overflowFlag == 0
  }

  private func nodeSize(_ node: Int) -> Int {
    let size = Self.nodeHeaderSize + keySize(node)
    guard isLeaf else { return size }
    return size + (flags(node) == 0 ? Int(low(node)) : MemoryLayout<UInt64>.size)
  }

  private func low(_ node: Int) -> UInt32 {
    UInt32(bytes.integer(at: node, as: UInt16.self)) | UInt32(bytes.integer(at: node + 2, as: UInt16.self)) << 16
  }

  private func flags(_ node: Int) -> UInt16 { bytes.integer(at: node + 4) }

  private func keySize(_ node: Int) -> Int { Int(bytes.integer(at: node + 6, as: UInt16.self)) }
}
