#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a standard stream could not be written to.
public struct StandardStreamError: Error, CustomStringConvertible {
  /// The system's error number.
  public let number: Int32

  init(number: Int32) {
    self.number = number
  }

  /// The message for people.
  public var description: String { unsafe "cannot write the answer: \(String(cString: strerror(number)))" }
}
