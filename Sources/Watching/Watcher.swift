package import Platform

/// Tells what changes in folders and files, for as long as it exists.
///
/// A root is a folder with all below it, or a file. Symbolic links below a root are not followed; that a root itself is one
/// does not matter. A root inside another is watched apart from it. Each root begins with a `.rescan`, and from then on
/// everything is told that has changed since, in batches: a batch is told once nothing has happened for a while, or if that
/// does not come, after a longer one. What is told of a path is what stands there at that time, so that the many steps in which
/// an editor saves a file are one change of that file.
///
/// Whoever takes the batches asks for the next one when what the last one says has been done. Until then changes are gathered, in
/// memory that is bounded: where too much has changed, a root is told as a whole.
///
/// What the kernel does not tell, no batch tells: that a file was written to under another of its names (a hard link), or by a
/// program that has mapped it into its memory and closed it before.
///
/// Where a folder cannot be watched, its root is looked through at intervals, and a warning says so (``RescanReason/isWarning``).
package final class Watcher: Sendable {
  /// Says whether an entry is left out, and with a folder all below it, which then costs no watches.
  ///
  /// It is asked on the watcher's thread, with the entry's path, the path of its root as that was given, and whether it is a
  /// folder. It has to answer soon: the kernel keeps only some thousand events meanwhile. Of the roots themselves it is not asked.
  package typealias Filter = @Sendable (_ path: [UInt8], _ root: [UInt8], _ isFolder: Bool) -> Bool

  private let exchange: WatchExchange

  /// Begins to watch.
  ///
  /// - Parameters:
  ///   - roots: What is watched. They need not be there yet.
  ///   - options: Times and limits.
  ///   - isLeftOut: What is not watched. Where its answers have become others, ``rescan(_:)`` has it asked again.
  /// - Throws: `SystemError` where there is no thread or no descriptor to be had.
  package init(
    roots: [[UInt8]], options: WatchOptions = WatchOptions(), isLeftOut: @escaping Filter = { _, _, _ in false }
  ) throws(SystemError) {
    exchange = try WatchExchange()
    for root in roots { exchange.send(.add(root)) }
    try Thread.start { [exchange] in WatchLoop(exchange, options: options, isLeftOut: isLeftOut).run() }
  }

  deinit {
    exchange.stop()
  }

  /// Waits for changes.
  ///
  /// - Returns: What has changed since the last batch; nil once the watcher is stopped.
  package func next() -> WatchBatch? {
    exchange.next()
  }

  /// Waits for changes, but not longer than some milliseconds.
  ///
  /// - Returns: What has changed since the last batch; nil if nothing has, or the watcher is stopped.
  package func next(milliseconds: Int) -> WatchBatch? {
    exchange.next(milliseconds: milliseconds)
  }

  /// Watches one more root. One that is watched already stays as it is.
  package func add(_ root: [UInt8]) {
    exchange.send(.add(root))
  }

  /// Watches a root no more. A batch that is being told may still speak of it.
  package func remove(_ root: [UInt8]) {
    exchange.send(.remove(root))
  }

  /// Goes through the folders of a root anew, and then has it looked through.
  package func rescan(_ root: [UInt8]) {
    exchange.send(.rescan(root))
  }

  /// Ends the thread, soon. It is called from any thread.
  package func stop() {
    exchange.stop()
  }

  /// Whether the thread has ended.
  package var hasEnded: Bool { exchange.hasEnded }
}
