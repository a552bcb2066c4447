/// A folder or file that is followed.
public struct RootStatus: Equatable, Sendable {
  /// What is known of it.
  public enum State: String, Sendable {
    /// It is being looked through.
    case scanning
    /// All that changes in it is told.
    case watched
    /// It is looked through now and then.
    case polled
    /// It is not there. What it held stays in the index.
    case missing
  }

  /// Its path, absolute.
  public var path: [UInt8]
  /// What is known of it.
  public var state: State
  /// Why it is not watched, and what can be done about it; nil if it is.
  public var reason: String?
  /// How many of its files are known, those that were skipped included.
  public var fileCount: Int
  /// What was removed from the index and is left out.
  public var excluded: [[UInt8]]
}
