#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// Reads into `buffer[range]` from where the last read ended, and waits for something to read.
  ///
  /// - Returns: The number of bytes read, possibly fewer than the range holds; 0 only at the end.
  package func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(SystemError) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count && !range.isEmpty)
    while true {
      do throws(SystemError) {
        // The precondition keeps the kernel within the array; `read` writes at most `range.count` bytes.
        return try unsafe buffer.withUnsafeMutableBufferPointer { bytes throws(SystemError) in
          let target = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[range])
          return try SystemCall.run { unsafe systemRead(number, target.baseAddress, target.count) }
        }
      } catch .wouldBlock {
        // The standard input may have been made non-blocking by whoever started us.
        var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        try SystemCall.run { unsafe poll(&request, 1, -1) }
      }
    }
  }

  /// Reads what there is, from a descriptor that does not block.
  ///
  /// - Returns: The number of bytes read, 0 only at the end; nil where there is nothing for now.
  package func readAvailable(into buffer: inout [UInt8]) throws(SystemError) -> Int? {
    do throws(SystemError) {
      return try SystemCall.run { unsafe systemRead(number, &buffer, buffer.count) }
    } catch .wouldBlock {
      return nil
    }
  }

  /// Reads up to `count` bytes at `offset`; fewer only where the file ends.
  package func read(_ count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let result = try unsafe bytes.withUnsafeMutableBufferPointer { buffer throws(SystemError) in
        let missing = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        return try SystemCall.run { unsafe pread(number, missing.baseAddress, missing.count, off_t(offset + filled)) }
      }
      if result == 0 { break }
      filled += result
    }
    bytes.removeSubrange(filled...)
    return bytes
  }

  /// Moves the place of the next read past the hole of a sparse file, if it is in one.
  ///
  /// - Returns: The length of the hole, in bytes; 0 where there is none, and for what is no file.
  package func skipHole() -> Int {
    let place = lseek(number, 0, SEEK_CUR)
    guard place >= 0 else { return 0 }
    var data = lseek(number, place, Self.seekData)
    // No data behind the hole: it reaches to the end.
    if data < 0, errno == ENXIO { data = lseek(number, 0, SEEK_END) }
    return data > place ? Int(data - place) : 0
  }

  /// `SEEK_DATA`, which glibc shows only to programs that ask for its extensions (lseek(2)).
  #if canImport(Darwin)
    private static let seekData: Int32 = 4
  #else
    private static let seekData: Int32 = 3
  #endif
}

/// `read` under another name, for the methods of that name hide it.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(number, buffer, count)
}
