import Platform

/// What is watched: the roots, the folders in them, and what has changed there and is still to be told.
///
/// Each folder is watched first and listed then, so that nothing that comes into it is missed. What is told of a path is what
/// stands there when it is told; so it does not matter in which order things have happened, or that a path is looked at too
/// often. All of it belongs to one thread.
final class FolderWatches {
  let options: WatchOptions
  let isLeftOut: Watcher.Filter

  /// By their paths without a slash at the end.
  var roots: [[UInt8]: WatchedRoot] = [:]
  var pending = PendingChanges()
  let nameRoom: NameRoom
  /// Nil where the system tells nothing of changes.
  var table: WatchTable?
  var visits: [FolderVisit] = []
  var networkFileSystem = NetworkFileSystem()
  var nextRootCheck = 0
  /// What was mounted when last looked at.
  var mountTable = MountTable.current()
  /// Whether all that the kernel had to tell was read when last asked.
  var hasReadAll = true

  init(options: WatchOptions, isLeftOut: @escaping Watcher.Filter) {
    self.options = options
    self.isLeftOut = isLeftOut
    nameRoom = NameRoom(options.maximumNames)
  }

  /// What can be read where there is news.
  var descriptor: Int32? { table?.descriptor }

  /// Whether there is work that waits for nothing.
  var isBusy: Bool { !visits.isEmpty || table?.hasAbandoned == true }

  /// How many folders are watched.
  var watchCount: Int { table?.count ?? 0 }
}
