/// The hash by which a document is found by its id or its path: FNV-1a in 64 bits (Fowler, Noll, Vo, 1991) over a byte that
/// says which, and the bytes.
public enum DocumentKey: Hashable, Sendable {
  /// The id that the document came with.
  case id([UInt8])
  /// The path of its file.
  case path([UInt8])

  var hash: UInt64 {
    switch self {
    case .id(let bytes): Self.hash(tag: 1, bytes)
    case .path(let bytes): Self.hash(tag: 2, bytes)
    }
  }

  func matches(_ document: IndexDocument) -> Bool {
    switch self {
    case .id(let bytes): document.id == bytes
    case .path(let bytes): document.path == bytes
    }
  }

  private static func hash(tag: UInt8, _ bytes: [UInt8]) -> UInt64 {
    var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(tag)) &* 0x100_0000_01B3
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
