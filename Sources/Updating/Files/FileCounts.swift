import Synchronization

/// How many files are known of each root, counted again only when the index has changed: whoever shows how things are asks often.
final class FileCounts: Sendable {
  private struct Counted {
    var epoch: UInt64
    var counts: [[UInt8]: Int]
  }

  private let open: IndexUpdater.Opener
  private let last = Mutex<Counted?>(nil)

  init(_ open: @escaping IndexUpdater.Opener) {
    self.open = open
  }

  /// How many files are known at some paths and below them.
  ///
  /// - Parameter paths: the roots.
  /// - Returns: the counts, in the order of the paths.
  /// - Throws: `IndexError`, `LMDBError`.
  func counts(of paths: [[UInt8]]) throws -> [Int] {
    let known = KnownFiles(open)
    defer { known.close() }
    let epoch = try known.epoch()
    if let last = last.withLock({ $0 }), last.epoch == epoch {
      let counts = paths.compactMap { last.counts[$0] }
      if counts.count == paths.count { return counts }
    }
    let counts = try paths.map { path in
      var count = try known.entry(at: path) == nil ? 0 : 1
      try known.forEach(withPrefix: Root.prefix(of: path)) { _ in count += 1 }
      return count
    }
    last.withLock { $0 = Counted(epoch: epoch, counts: Dictionary(zip(paths, counts), uniquingKeysWith: max)) }
    return counts
  }
}
