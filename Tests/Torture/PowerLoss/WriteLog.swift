/// What a program did to its files, in the order in which it did it, as Shim/shim.c writes it down.
struct WriteLog {
  enum Change {
    /// Bytes of a file, and whether they were on disk when the call returned.
    case write(inode: UInt64, offset: Int, bytes: Range<Int>, isSynced: Bool)
    case resize(inode: UInt64, size: Int)
    case sync(inode: UInt64)
    case create(inode: UInt64, path: String)
    case makeDirectory(inode: UInt64, path: String)
    case rename(path: String, to: String)
    case remove(path: String)
    /// A line of the journal.
    case acknowledge(String)
  }

  private static let headerSize = 32

  /// The log itself, which the writes point into.
  let bytes: [UInt8]
  private(set) var changes: [Change] = []

  init(_ path: String) {
    bytes = Files.read(path)
    var place = 0
    while place + Self.headerSize <= bytes.count {
      let flags = bytes[place + 1]
      let pathLength = Int(integer(at: place + 2, size: 2))
      let otherLength = Int(integer(at: place + 4, size: 4))
      let (inode, offset) = (integer(at: place + 8, size: 8), Int(integer(at: place + 16, size: 8)))
      let kind = bytes[place]
      // Only of writes and acknowledgements there are bytes.
      let length = kind == 1 || kind == 8 ? Int(integer(at: place + 24, size: 8)) : 0
      let start = place + Self.headerSize
      let data = start + pathLength + otherLength
      let path = String(decoding: bytes[start..<start + pathLength], as: UTF8.self)
      let other = String(decoding: bytes[start + pathLength..<data], as: UTF8.self)
      place = data + length
      switch kind {
      case 1: changes.append(.write(inode: inode, offset: offset, bytes: data..<place, isSynced: flags & 1 != 0))
      case 2: changes.append(.resize(inode: inode, size: offset))
      case 3: changes.append(.sync(inode: inode))
      case 4: changes.append(.create(inode: inode, path: path))
      case 5: changes.append(.makeDirectory(inode: inode, path: path))
      case 6: changes.append(.rename(path: path, to: other))
      case 7: changes.append(.remove(path: path))
      default: changes.append(.acknowledge(String(decoding: bytes[data..<place], as: UTF8.self)))
      }
    }
  }

  private func integer(at offset: Int, size: Int) -> UInt64 {
    bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
