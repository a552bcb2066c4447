package import Platform

/// What became of a file, told behind its documents.
package struct IngestedFile: Sendable {
  /// What became of it.
  package enum Outcome: Equatable, Sendable {
    /// Its documents have been handed on, and with `includesNames` those of files that are skipped.
    case read
    /// It was read, and holds what it held before.
    case same
    /// It was not read, having not changed.
    case unchanged
    /// It holds nothing to be taken in.
    case skipped(SkipReason)
  }

  /// The path's bytes.
  package let path: [UInt8]
  /// As the system told it when it was read.
  package let status: FileStatus
  /// XXH64 of its bytes; 0 where they were not read as a whole.
  package let hash: UInt64
  /// What became of it.
  package let outcome: Outcome
}
