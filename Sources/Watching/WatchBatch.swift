/// What has changed in the roots of a ``Watcher`` since the batch before.
///
/// Whoever does what it says, in this order, and reads what is told as changed, has what the roots hold:
///
/// 1. What stood at a path in `removed`, and below it if that was a folder, is gone.
/// 2. At each path in `changed` stands a regular file that is new or may be another than before.
/// 3. A root with `.rescan` has to be looked through as a whole, for what was missed.
///
/// A path stands in one list at most, but for a folder that has become a file: it stands in both. Roots inside other roots are
/// apart: what is told of the outer one does not concern what the inner one holds.
package struct WatchBatch: Equatable, Sendable {
  /// What is to be done about a root.
  package enum RootChange: Equatable, Sendable {
    /// The root is not there, or may not be looked at. What it held may come back with it, and is not told as removed; this
    /// is told once.
    case vanished
    /// The root has to be looked through. All that changes from now on will be told.
    case rescan(RescanReason)
  }

  /// Paths at which nothing is left, none of them below another.
  package internal(set) var removed: [[UInt8]] = []

  /// Paths of regular files.
  package internal(set) var changed: [[UInt8]] = []

  /// By the path of a root as it was given.
  package internal(set) var roots: [[UInt8]: RootChange] = [:]

  init() {}

  package var isEmpty: Bool { removed.isEmpty && changed.isEmpty && roots.isEmpty }

  /// Puts paths in order, and leaves out what is below a path that is removed as a whole.
  mutating func sort() {
    changed.sort(by: WatchedPath.precedes)
    removed.sort(by: WatchedPath.precedes)
    var kept: [[UInt8]] = []
    for path in removed {
      if let last = kept.last, WatchedPath.isBelow(path, last) { continue }
      kept.append(path)
    }
    removed = kept
  }
}
