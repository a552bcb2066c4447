/// Something for a thread of the pool to do.
protocol Job: AnyObject, Sendable {
  /// Whether nobody wants it done any more, so that a full queue may drop it.
  var isAbandoned: Bool { get }

  /// Does it, on a thread of the pool.
  func run()
}
