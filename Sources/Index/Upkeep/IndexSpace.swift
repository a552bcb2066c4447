import LMDB

/// What an index takes on the disk, as far as LMDB's pages tell.
public struct IndexSpace: Equatable, Sendable {
  /// Bytes of the file.
  public let fileBytes: Int
  /// Bytes of the pages that hold data: what a copy takes, or a little more.
  public let usedBytes: Int

  /// Bytes that wait to be used again.
  public var freeBytes: Int { max(fileBytes - usedBytes, 0) }

  /// Free space that is not worth a copy of everything else while nobody asks for one.
  private static let leastFreeBytesAtRest = 1 << 16
  /// The same while changes come in.
  private static let leastFreeBytesAtWork = 1 << 20

  /// Whether a twentieth of the file is free, so that whoever asks for it may give that back.
  public var isWorthCompacting: Bool { freeBytes >= max(1, fileBytes / 20) }

  /// Whether a tenth of the file is free, so that it is worth giving back while nobody asks for anything.
  public var isWorthCompactingAtRest: Bool { freeBytes >= max(Self.leastFreeBytesAtRest, fileBytes / 10) }

  /// Whether three quarters as much are free as are used, so that it is worth giving that back even while changes come in: about
  /// as much has been written since the file was last made anew as a copy of what is in it writes.
  public var isWorthCompactingAtWork: Bool { freeBytes >= max(Self.leastFreeBytesAtWork, usedBytes / 4 * 3) }

  /// Measures an environment. The list of its free pages is walked over.
  init(of environment: Environment) throws(LMDBError) {
    let info = try environment.info
    (fileBytes, usedBytes) = (info.fileBytes, info.usedBytes)
  }
}

extension IndexReader {
  /// What the index takes on the disk. Occupies a reader slot meanwhile.
  ///
  /// - Throws: `LMDBError`.
  public func space() throws -> IndexSpace {
    try IndexSpace(of: environment)
  }
}
