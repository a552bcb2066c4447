#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// Waits until one of some descriptors can be read, a signal comes, or the time is over. What it was is left to find out.
  ///
  /// - Parameters:
  ///   - numbers: The descriptors, open meanwhile.
  ///   - milliseconds: How long it waits at most; 0 is no waiting.
  package static func waitForInput(of numbers: [Int32], milliseconds: Int) {
    var requests = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let limit = Int32(clamping: max(0, milliseconds))
    let result = unsafe requests.withUnsafeMutableBufferPointer { buffer in
      unsafe poll(buffer.baseAddress, nfds_t(buffer.count), limit)
    }
    // Out of memory, say: whoever asks again at once would do nothing else.
    if result < 0, SystemError.last != .interrupted { SystemClock.sleep(milliseconds: min(Int(limit), 100)) }
  }
}
