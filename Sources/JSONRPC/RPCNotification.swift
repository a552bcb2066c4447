public import JSON

/// A call that is not answered.
public struct RPCNotification: Equatable, Sendable {
  /// The name of the method.
  public let method: String
  /// An object or an array; nil where it is missing or `null`.
  public let params: JSONValue?

  /// Makes a notification.
  public init(method: String, params: JSONValue? = nil) {
    self.method = method
    self.params = params
  }
}
