import Index
import Updating

/// What keeps an index up to date: an `IndexUpdater`, or in tests something that does as it is told.
protocol Updater: AnyObject, Sendable {
  typealias Completion<Value> = IndexUpdater.Completion<Value>

  func start() throws
  func stop(milliseconds: Int) -> Bool

  func apply(_ changes: [IndexChange], then completion: @escaping Completion<IndexCommit>)
  func remove(_ keys: [DocumentKey], then completion: @escaping Completion<IndexCommit>)
  func commit(then completion: @escaping Completion<UInt64>)
  func update(_ request: FileUpdate, observer: UpdateObserver, then completion: @escaping Completion<FileUpdateReport>)
  func compact(reorders: Bool, observer: UpdateObserver, then completion: @escaping Completion<CompactionReport>)
  func backup(to directory: String, observer: UpdateObserver, then completion: @escaping Completion<UInt64>)

  var roots: [RootStatus] { get }
  var status: UpdaterStatus { get }
}

extension IndexUpdater: Updater {}
