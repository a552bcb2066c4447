import Platform

/// A folder with all below it, or a file, that a ``Watcher`` was asked to watch.
final class WatchedRoot {
  enum State {
    /// It will be gone through.
    case waiting
    /// Its folders are being visited, or all have been.
    case watched
    /// It is not there.
    case vanished
  }

  /// As it was given.
  let path: [UInt8]
  var state = State.waiting
  /// What stood there when it was last gone through.
  var identity: FileIdentity?
  /// A file's status then or when it was last looked at.
  var fileStatus: FileStatus?
  /// Whether a file system was mounted there.
  var isMountPoint = false
  /// Where others were mounted in it.
  var mounts: [[UInt8]] = []
  /// The root's folder, or the one that a file is in.
  var top: WatchedFolder?
  /// How many folders are still to be visited.
  var unvisitedFolders = 0
  /// What is to be told of it once it is ``isReady``.
  var change: WatchBatch.RootChange?
  /// What was told of it last.
  var lastTold: WatchBatch.RootChange?
  /// Why it is looked through at intervals; nil where it is watched as a whole.
  var obstacle: RescanReason?
  /// When it is looked through next, if there is an obstacle.
  var nextRescan = 0
  /// Whether a rescan was asked for with the last batch: it may have found what we know nothing of.
  var isAfterRescan = false

  init(path: [UInt8]) {
    self.path = path
    change = .rescan(.started)
  }

  /// Whether ``change`` can be told.
  var isReady: Bool {
    switch state {
    case .waiting: false
    case .watched: unvisitedFolders == 0
    case .vanished: true
    }
  }

  var isFile: Bool { top?.onlyName != nil }

  /// Takes in that it is not there.
  func vanish() {
    state = .vanished
    obstacle = nil
    // Once is enough, even if it was there again for a moment, or is there and may not be looked at.
    change = lastTold == .vanished ? nil : .vanished
  }
}
