import Updating

/// Makes what keeps indexes up to date.
struct UpdaterFactory: Sendable {
  /// What an updater is made of.
  struct Parts: Sendable {
    let directory: String
    let options: UpdaterOptions
    /// Gives the index.
    let open: IndexUpdater.Opener
    let onEvent: @Sendable (UpdaterEvent) -> Void
    let onCommit: @Sendable (UInt64) -> Void
  }

  /// Makes an updater, which is not started yet.
  let make: @Sendable (Parts) -> any Updater

  /// Makes `IndexUpdater`s.
  static let standard = UpdaterFactory { parts in
    IndexUpdater(
      directory: parts.directory, options: parts.options, open: parts.open, onEvent: parts.onEvent,
      onCommit: parts.onCommit)
  }
}
