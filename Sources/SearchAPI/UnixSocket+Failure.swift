#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension UnixSocket {
  /// Why a call of the system failed.
  enum Failure: Error, Equatable {
    /// The deadline passed.
    case timedOut
    /// The peer closed its end.
    case closed
    /// The number of the system's error.
    case system(Int32)

    /// Whether a connection that failed so found nobody listening at its path.
    var isNobodyListening: Bool {
      switch self {
      case .system(ENOENT), .system(ENOTDIR), .system(ECONNREFUSED): true
      case .timedOut, .closed, .system: false
      }
    }

    /// What the system calls it.
    var reason: String {
      switch self {
      case .timedOut: "timed out"
      case .closed: "connection closed"
      case .system(let number): unsafe String(cString: strerror(number))
      }
    }
  }
}
