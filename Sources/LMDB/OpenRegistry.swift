internal import Platform
internal import Synchronization

/// The environments that this process has open.
///
/// LMDB must not open one environment twice in a process: closing either drops the lock by which other processes see
/// that there are readers, and the next process to open it clears their slots.
enum OpenRegistry {
  private static let open = Mutex<Set<FileIdentity>>([])

  /// The right to open the environment in a directory, given back when it goes out of scope.
  struct Claim: ~Copyable, Sendable {
    /// Open for as long as it is claimed: were it closed before, a new directory could have the identity of one that was
    /// removed, and be taken for it.
    let directory: EnvironmentDirectory

    /// Throws `.alreadyOpen` if the directory is claimed already.
    init(_ directory: consuming EnvironmentDirectory) throws(LMDBError) {
      let identity = directory.identity
      guard OpenRegistry.open.withLock({ $0.insert(identity).inserted }) else {
        throw LMDBError(.alreadyOpen, "open", directory.path)
      }
      self.directory = directory
    }

    deinit {
      _ = OpenRegistry.open.withLock { $0.remove(directory.identity) }
    }
  }
}
