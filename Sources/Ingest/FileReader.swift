package import Platform

/// Reads whole files, each into the same memory.
package struct FileReader {
  package enum Outcome: Equatable {
    /// ``FileReader/bytes`` holds the file.
    case read(FileStatus)
    case skipped(SkipReason)
  }

  /// The bytes of the last file that was read.
  package private(set) var bytes: [UInt8] = []

  /// The largest file that is read, in bytes.
  package let maximumSize: Int

  /// Called between the look at a file's size and the first read: where a test lets another program write.
  package var willRead: () -> Void = {}

  package init(maximumSize: Int) {
    self.maximumSize = maximumSize
  }

  /// Reads a file, and once more where it changed meanwhile. At no time more is read than the limit and one byte.
  ///
  /// - Parameter open: Opens the file; called anew for the second attempt, for the file may have been replaced.
  /// - Returns: What became of it.
  /// - Throws: `SystemError` where descriptors or memory have run out.
  package mutating func read(
    opening open: () throws(SystemError) -> FileDescriptor
  ) throws(SystemError) -> Outcome {
    do {
      for _ in 1...2 {
        let file = try open()
        let before = try file.status()
        guard before.kind == .regularFile else { return .skipped(.notRegularFile) }
        guard before.size <= maximumSize else { return .skipped(.tooLarge) }
        willRead()
        try readAll(of: file, size: before.size)
        if bytes.count == before.size, try file.status() == before { return .read(before) }
      }
      return .skipped(.changedWhileRead)
    } catch {
      return .skipped(try SkipReason(openingFailedWith: error))
    }
  }

  /// Reads `size` bytes and, so that growth is noticed, one more if there is one.
  private mutating func readAll(of file: borrowing FileDescriptor, size: Int) throws(SystemError) {
    let capacity = size + 1
    if bytes.count < capacity {
      bytes.append(contentsOf: repeatElement(0, count: capacity - bytes.count))
    }
    var end = 0
    while end < capacity {
      let count = try file.read(into: &bytes, end..<capacity)
      if count == 0 { break }
      end += count
    }
    bytes.removeLast(bytes.count - end)
  }
}
