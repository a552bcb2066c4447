/// Whoever waits for something that takes a while.
public struct UpdateObserver: Sendable {
  /// Whether it is not wanted any more; asked often, from any thread.
  public var isCancelled: @Sendable () -> Bool
  /// Told how far it is, now and then, from any thread.
  public var onProgress: @Sendable (UpdateProgress) -> Void

  /// Makes an observer; by default one that never cancels and hears nothing.
  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onProgress: @escaping @Sendable (UpdateProgress) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.onProgress = onProgress
  }
}
