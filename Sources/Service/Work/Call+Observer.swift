import Updating

extension Call {
  /// Hears how far an updater is with it, and says whether to go on.
  var observer: UpdateObserver {
    UpdateObserver(isCancelled: { refusal != nil }, onProgress: { progress?.report($0) })
  }
}
