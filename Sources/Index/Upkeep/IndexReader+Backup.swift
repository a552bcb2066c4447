import LMDB

extension IndexReader {
  /// Copies the index as it is now to another directory, with the list of folders that it follows, while others read and write.
  /// The copy is an index like any other, without free pages.
  ///
  /// - Parameters:
  ///   - directory: empty, or not there and the one above it is.
  ///   - isCancelled: asked about every 16 MB.
  ///   - onProgress: told about as often how many bytes of how many have been copied.
  /// - Returns: the bytes of the copy.
  /// - Throws: `LMDBError`, with the codes `notEmpty`, `cancelled`, `diskFull` and those of opening. There is no copy then.
  @discardableResult
  public func copy(
    to directory: String, isCancelled: () -> Bool = { false },
    onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Int {
    try environment.copy(
      to: directory, with: [IndexDirectory.rootsFile], isCancelled: isCancelled, onProgress: onProgress)
  }
}
