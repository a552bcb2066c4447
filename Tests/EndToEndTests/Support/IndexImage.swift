import Foundation

/// The bytes of a `data.mdb`, and where in them the values of an index stand; read without LMDB.
///
/// The layout is that of LMDB 0.9 on a 64-bit machine. A page begins with 16 bytes: its number (u64), a pad, flags and
/// the bounds of its free space (u16 each). Behind them, unless it is an overflow page, are the offsets of its nodes. A
/// node is 8 bytes (the value's size or the child page, flags, the key's length), the key, and the value or the number
/// of the overflow page that the value starts on.
struct IndexImage {
  /// What docs/FORMAT.md calls a key.
  struct Key: Hashable, Comparable, CustomStringConvertible {
    static let manifest = Key(segment: 0, stream: 0, chunk: 0)

    let segment: UInt32
    let stream: UInt8
    let chunk: UInt32

    var description: String { "(\(segment), \(stream), \(chunk))" }

    static func < (left: Key, right: Key) -> Bool {
      (left.segment, left.stream, left.chunk) < (right.segment, right.stream, right.chunk)
    }
  }

  private enum PageFlag {
    static let branch: UInt16 = 1
    static let leaf: UInt16 = 2
  }

  private static let headerSize = 16
  private static let largeValueFlag: UInt16 = 1
  private static let noPage = UInt64.max

  private(set) var bytes: [UInt8]
  /// Where each value stands.
  private(set) var values: [Key: Range<Int>] = [:]
  private(set) var pageSize = 0

  /// Reads the file of an index.
  init(directory: String) throws {
    bytes = try Array(Data(contentsOf: URL(fileURLWithPath: directory + "/data.mdb")))
    pageSize = Int(integer(at: 40, UInt32.self))
    // The newer of the two meta pages counts.
    let meta = integer(at: 144, UInt64.self) > integer(at: pageSize + 144, UInt64.self) ? 0 : pageSize
    let root = integer(at: meta + 128, UInt64.self)
    if root != Self.noPage { readPage(root) }
  }

  /// Writes the bytes into another directory, which is made.
  func write(to directory: String) throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = directory + "/data.mdb"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// The image with other bytes in some place.
  func changed(_ change: (inout [UInt8]) -> Void) -> IndexImage {
    var copy = self
    change(&copy.bytes)
    return copy
  }

  private mutating func readPage(_ number: UInt64) {
    let page = Int(number) * pageSize
    let flags = integer(at: page + 10, UInt16.self)
    let nodeCount = (Int(integer(at: page + 12, UInt16.self)) - Self.headerSize) / 2
    for index in 0..<nodeCount {
      let node = page + Int(integer(at: page + Self.headerSize + 2 * index, UInt16.self))
      let low = UInt64(integer(at: node, UInt32.self))
      let nodeFlags = integer(at: node + 4, UInt16.self)
      let key = node + 8
      let value = key + Int(integer(at: node + 6, UInt16.self))
      if flags & PageFlag.branch != 0 {
        readPage(low | UInt64(nodeFlags) << 32)
      } else if flags & PageFlag.leaf != 0 {
        let start =
          nodeFlags & Self.largeValueFlag == 0
          ? value : Int(integer(at: value, UInt64.self)) * pageSize + Self.headerSize
        values[self.key(at: key)] = start..<start + Int(low)
      }
    }
  }

  private func key(at offset: Int) -> Key {
    Key(
      segment: UInt32(bigEndian: integer(at: offset, UInt32.self)), stream: bytes[offset + 4],
      chunk: UInt32(bigEndian: integer(at: offset + 5, UInt32.self)))
  }

  private func integer<Integer: FixedWidthInteger>(at offset: Int, _: Integer.Type) -> Integer {
    bytes[offset..<offset + MemoryLayout<Integer>.size].reversed().reduce(0) { $0 << 8 | Integer($1) }
  }
}
