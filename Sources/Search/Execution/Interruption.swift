/// When a search is to stop before it is done.
public struct Interruption: Sendable {
  /// The search stops then, with what it has found.
  public var deadline: ContinuousClock.Instant?
  /// The search stops when this is set, with nothing.
  public var flag: CancellationFlag?

  /// Never, unless told otherwise.
  public init(deadline: ContinuousClock.Instant? = nil, flag: CancellationFlag? = nil) {
    self.deadline = deadline
    self.flag = flag
  }
}
