internal import Platform
internal import Synchronization

/// The environments that this process has open.
///
/// LMDB must not open one environment twice in a process: closing either drops the lock by which other processes see
/// that there are readers, and the next process to open it clears their slots.
enum OpenRegistry {
  private static let open = Mutex<Set<FileIdentity>>([])

  /// The right to open one environment, given back when it goes out of scope.
  struct Claim: ~Copyable, Sendable {
    private let identity: FileIdentity

    /// Fails if the directory is claimed already.
    init?(_ identity: FileIdentity) {
      guard OpenRegistry.open.withLock({ $0.insert(identity).inserted }) else { return nil }
      self.identity = identity
    }

    deinit {
      _ = OpenRegistry.open.withLock { $0.remove(identity) }
    }
  }
}
