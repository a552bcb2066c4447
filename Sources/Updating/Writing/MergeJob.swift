import Index

/// A merge on its way between the writer's thread and that of merges: one of them has it at a time.
struct MergeJob: @unchecked Sendable {
  // Handed over by a lock; whoever has handed it over does not touch it any more.
  let merge: BackgroundMerge
  /// The ``WriterLease/generation`` that it belongs to.
  let generation: Int
  /// What the merge failed with; nil if it did not, or has not run.
  var failure: (any Error)?

  init(_ merge: BackgroundMerge, generation: Int) {
    self.merge = merge
    self.generation = generation
  }

  /// Runs the merge.
  consuming func run() -> MergeJob {
    do { try merge.run() } catch { failure = error }
    return self
  }
}
