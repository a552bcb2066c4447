package import Gzip
package import Platform

/// Why a stream of bytes cannot be read on.
package enum InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system says no.
  case system(SystemError)
  /// It was compressed, and cannot be decompressed.
  case gzip(GzipError)
  /// What was compressed is so much that it can be no text.
  case expandsTooFar

  package var description: String {
    switch self {
    case .system(let error): error.description
    case .gzip(let error): error.description
    case .expandsTooFar: "more than \(ByteInput.greatestExpansion) times its file"
    }
  }
}
