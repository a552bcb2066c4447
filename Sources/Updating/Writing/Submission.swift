import Index

/// A request that waits to be committed.
struct Submission: Sendable {
  /// What a request counts beside its documents.
  private static let overhead = 256

  let request: IndexRequest
  let completion: IndexUpdater.Completion<IndexCommit>
  /// What it counts towards the limit of what may wait, in bytes.
  let cost: Int
  /// Whether it is refused where too much waits.
  let isLimited: Bool

  init(
    _ request: IndexRequest, isLimited: Bool = true, then completion: @escaping IndexUpdater.Completion<IndexCommit>
  ) {
    self.request = request
    self.isLimited = isLimited
    self.completion = completion
    cost = request.byteCount + Self.overhead * (1 + request.changes.count + request.files.count)
  }
}
