/// Why compressed bytes cannot be read on.
package enum GzipError: Error, Equatable, Sendable, CustomStringConvertible {
  /// They are not, or not any more, what a program that compresses writes; in zlib's words.
  case damaged(String)
  /// They end in the middle.
  case cutShort
  /// There is no memory to decompress them.
  case noMemory

  package var description: String {
    switch self {
    case .damaged(let reason): reason
    case .cutShort: "cut short"
    case .noMemory: "no memory to decompress it"
    }
  }
}
