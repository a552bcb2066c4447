#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One of the process's standard streams, written to without a buffer.
public struct StandardStream: Sendable {
  /// Where results go.
  public static let output = StandardStream(descriptor: 1)
  /// Where everything else goes.
  public static let error = StandardStream(descriptor: 2)

  private let descriptor: Int32

  /// Makes writing to a pipe that nobody reads any more an error, instead of the process's end.
  public static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Whether it leads to a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes a text.
  ///
  /// - Throws: `StandardStreamError`, but not for a reader that has gone away: it wanted no more.
  public func put(_ text: String) throws(StandardStreamError) {
    try put(Array(text.utf8))
  }

  /// Writes bytes.
  ///
  /// - Throws: `StandardStreamError`, but not for a reader that has gone away: it wanted no more.
  public func put(_ bytes: [UInt8]) throws(StandardStreamError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        return unsafe write(descriptor, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        written += count
        continue
      }
      let number = errno
      switch number {
      case EINTR: continue
      case EPIPE: return
      default: throw StandardStreamError(number: number)
      }
    }
  }
}
