import Platform

/// Why a standard stream could not be written to.
public struct StandardStreamError: Error, CustomStringConvertible {
  /// The message for people.
  public let description: String

  init(_ error: SystemError) {
    description = "cannot write the answer: \(error)"
  }
}
