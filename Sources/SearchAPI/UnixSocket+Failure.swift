import Platform

extension UnixSocket {
  /// Why a call of the system failed.
  enum Failure: Error, Equatable {
    /// The deadline passed.
    case timedOut
    /// The peer closed its end.
    case closed
    /// What the system says.
    case system(SystemError)

    /// Whether a connection that failed so found nobody listening at its path.
    var isNobodyListening: Bool {
      switch self {
      case .system(let error): error.isNotFound || error == .connectionRefused
      case .timedOut, .closed: false
      }
    }

    /// What the system calls it.
    var reason: String {
      switch self {
      case .timedOut: "timed out"
      case .closed: "connection closed"
      case .system(let error): error.message
      }
    }
  }
}
