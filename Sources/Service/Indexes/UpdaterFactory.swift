import Updating

/// Makes what keeps indexes up to date.
struct UpdaterFactory: Sendable {
  typealias EventHandler = @Sendable (UpdaterEvent) -> Void
  typealias CommitHandler = @Sendable (UInt64) -> Void

  /// Makes an updater of the index in a directory, which is not started yet.
  let make:
    @Sendable (String, @escaping IndexUpdater.Opener, @escaping EventHandler, @escaping CommitHandler) -> any Updater

  /// Makes `IndexUpdater`s.
  static let standard = UpdaterFactory { directory, open, onEvent, onCommit in
    IndexUpdater(directory: directory, open: open, onEvent: onEvent, onCommit: onCommit)
  }
}
