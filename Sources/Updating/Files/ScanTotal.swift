import Ingest
import Platform
import Synchronization

/// How many bytes there are in files that are being looked through, found out on a thread of its own meanwhile.
final class ScanTotal: Sendable {
  private let byteCount = Mutex<UInt64?>(nil)

  /// Begins to count.
  ///
  /// - Throws: `SystemError` where there are no more threads.
  init(_ path: [UInt8], options: IngestOptions) throws(SystemError) {
    guard options.selection == nil else { return }
    try Thread.start { [weak self] in
      let size = Ingestor.size(of: [.path(path)], options: options)
      self?.byteCount.withLock { $0 = size.map { UInt64($0) } }
    }
  }

  /// Adds it to those of the sources before, once, when it is known.
  func give(to progress: inout UpdateProgress) {
    byteCount.withLock { count in
      guard let known = count else { return }
      progress.totalBytes = progress.totalBytes.map { $0 + known } ?? known
      count = nil
    }
  }
}
