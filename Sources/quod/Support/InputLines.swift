#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the lines of the standard input, however long they are.
struct InputLines {
  /// The last line's bytes, without its end.
  private(set) var line: ArraySlice<UInt8> = []

  private var buffer: [UInt8] = []
  /// What has been read but not handed out.
  private var pending = 0..<0

  private static let readSize = 1 << 16

  /// Reads the next line; false at the end. A last line needs no line feed.
  ///
  /// - Throws: `SystemFailure`.
  mutating func next() throws -> Bool {
    var searched = pending.lowerBound
    while true {
      if let end = buffer[searched..<pending.upperBound].firstIndex(of: 0x0A) {
        line = buffer[pending.lowerBound..<end]
        pending = end + 1..<pending.upperBound
        return true
      }
      let unread = pending.count
      if try fill() == 0 {
        line = buffer[pending]
        pending = pending.upperBound..<pending.upperBound
        return unread > 0
      }
      searched = pending.lowerBound + unread
    }
  }

  /// Reads more behind what is pending.
  private mutating func fill() throws -> Int {
    line = []
    if pending.lowerBound > 0 {
      buffer.replaceSubrange(0..<pending.count, with: buffer[pending])
      pending = 0..<pending.count
    }
    if buffer.count < pending.count + Self.readSize {
      buffer.append(contentsOf: repeatElement(0, count: max(buffer.count, 2 * Self.readSize)))
    }
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(STDIN_FILENO, bytes.baseAddress.map { unsafe $0 + pending.count }, bytes.count - pending.count)
      }
      if count >= 0 {
        pending = 0..<pending.count + count
        return count
      }
      guard errno == EINTR else { throw SystemFailure("cannot read the standard input", number: errno) }
    }
  }
}
