/// Why the list of roots cannot be read or written.
public struct RootListError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, with the file and what to do.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
