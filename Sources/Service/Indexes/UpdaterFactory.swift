import Index
import Updating

/// Makes updaters of indexes that have been opened.
struct UpdaterFactory: Sendable {
  typealias EventHandler = @Sendable (UpdaterEvent) -> Void
  typealias CommitHandler = @Sendable (UInt64) -> Void

  /// Makes one, which is not started yet.
  let make: @Sendable (IndexReader, @escaping EventHandler, @escaping CommitHandler) -> any Updater

  /// Makes `IndexUpdater`s.
  static let standard = UpdaterFactory { reader, onEvent, onCommit in
    IndexUpdater(reader, onEvent: onEvent, onCommit: onCommit)
  }
}
