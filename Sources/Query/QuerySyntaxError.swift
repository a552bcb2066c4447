/// Why a query cannot be answered, and where in it the reason stands.
public struct QuerySyntaxError: Error, Sendable, Equatable {
  /// The kind of error.
  public var code: Code

  /// What is wrong, for the user.
  public var message: String

  /// The UTF-8 bytes of the query that are at fault.
  public var range: Range<Int>

  /// What to write instead, where there is something to say.
  public var hint: String?

  /// An error.
  public init(code: Code, message: String, range: Range<Int>, hint: String? = nil) {
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
  }
}

extension QuerySyntaxError: CustomStringConvertible {
  /// Message, byte range and hint on one line.
  public var description: String {
    let place = "\(message) (bytes \(range.lowerBound)..<\(range.upperBound))"
    return hint.map { "\(place); \($0)" } ?? place
  }
}
