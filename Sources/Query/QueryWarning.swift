/// Something in a query that was not taken as it may have been meant.
public struct QueryWarning: Sendable, Equatable {
  /// What was done, for the user.
  public var message: String

  /// The UTF-8 bytes of the query that it is about.
  public var range: Range<Int>

  /// A warning.
  public init(message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
