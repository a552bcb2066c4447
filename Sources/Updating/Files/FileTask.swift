import Index
import Watching

/// Something that the thread for files has to do.
enum FileTask: Sendable {
  /// Takes in what somebody has asked for.
  case update(FileUpdate, UpdateObserver, IndexUpdater.Completion<FileUpdateReport>)
  /// Removes what somebody has asked for.
  case remove([DocumentKey], IndexUpdater.Completion<IndexCommit>)
  /// Takes in what has changed in a root.
  case follow(WatchBatch, Follower)
  /// Does something, or learns that nothing is done any more, while no file is looked at, and nothing of the index is held here.
  case pause(@Sendable (_ isStopped: Bool) -> Void)

  /// Does not do it, for there is nobody any more to.
  func refuse() {
    switch self {
    case .update(_, _, let completion): completion(.failure(UpdaterError.stopped))
    case .remove(_, let completion): completion(.failure(UpdaterError.stopped))
    case .pause(let body): body(true)
    case .follow: break
    }
  }
}
