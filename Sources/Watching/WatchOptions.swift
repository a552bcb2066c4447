/// How a ``Watcher`` works. The defaults are for a person's folders and an editor's saves.
package struct WatchOptions: Sendable {
  /// For how long nothing may have happened before changes are told, in milliseconds.
  package var quietTime = 200

  /// How long a change waits for that at most, and a file for being closed by who writes it, in milliseconds.
  package var maximumDelay = 2_000

  /// How many paths a batch is made of. Where there would be more, the root with most of them is looked through anew instead.
  package var maximumPaths = 100_000

  /// Of how many entries the watcher remembers that they were told, so that it need not tell that a file is gone which nobody
  /// has heard of. One takes about 16 bytes.
  package var maximumNames = 1_000_000

  /// How many folders are watched; nil for seven eighths of what the kernel allows this user's programs together.
  package var maximumWatches: Int?

  /// How often it is looked whether the roots are still there, or there again, in milliseconds.
  package var rootInterval = 5_000

  /// How often a root is looked through that cannot be watched, in milliseconds.
  package var rescanInterval = 300_000

  package init() {}
}
