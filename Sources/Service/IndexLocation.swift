/// An index that a server is to offer.
public struct IndexLocation: Sendable, Equatable {
  /// The name by which requests choose an index where they don't say.
  public static let defaultName = "default"

  /// The name by which requests choose it.
  public var name: String
  /// The directory where it lies.
  public var directory: String

  /// Names an index.
  public init(name: String = IndexLocation.defaultName, directory: String) {
    self.name = name
    self.directory = directory
  }
}
