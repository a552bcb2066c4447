import Platform
import SearchAPI

/// Looks each second at what a daemon and its index take.
final class SoakMonitor: Sendable {
  struct Samples {
    var anonymousBytes: [Int] = []
    var descriptors: [Int] = []
    var documents: [Int] = []
    /// Bytes of the file over those of it that hold something.
    var ratios: [Double] = []
    var greatestFile: UInt64 = 0
  }

  private static let pause = 1000

  private let samples = Monitor(Samples())
  private let journal: String

  /// - Parameter journal: a file for all samples: memory, descriptors, documents, segments, bytes of the file, those that hold
  ///   something, and what is going on.
  init(journal: String) {
    self.journal = journal
  }

  var taken: Samples { samples.withLock { $0 } }

  /// Takes samples until it is told to stop.
  func watch(_ daemon: Daemon, _ isStopping: () -> Bool) throws {
    var client = try daemon.connect()
    var next = SystemClock.monotonic()
    while !isStopping() {
      try take(daemon, &client)
      next += UInt64(Self.pause) * 1_000_000
      while !isStopping(), SystemClock.monotonic() < next { SystemClock.sleep(milliseconds: 10) }
    }
  }

  /// Takes one sample.
  func take(_ daemon: Daemon, _ client: inout SearchClient) throws {
    let status = try client.answer(to: StatusRequest())
    let process = try ProcessSample(of: daemon.process.id)
    guard let index = status.indexes.first, let live = index.liveBytes else {
      throw Daemon.Misbehaviour(description: "status does not say what the index takes: \(status.problems)")
    }
    if let error = index.updating.lastError { throw Daemon.Misbehaviour(description: "last error: \(error)") }
    let updating = index.updating
    try Journal(journal).write(
      "\(process.anonymousBytes) \(process.descriptors) \(index.documents) \(index.segments) \(index.bytes) \(live)"
        + (updating.isMerging ? " merging" : "") + (updating.isReading ? " reading" : "")
        + (updating.isCopying ? " copying" : ""))
    samples.withLock { samples in
      samples.anonymousBytes.append(process.anonymousBytes)
      samples.descriptors.append(process.descriptors)
      samples.documents.append(index.documents)
      samples.ratios.append(Double(index.bytes) / Double(max(live, 1)))
      samples.greatestFile = max(samples.greatestFile, index.bytes)
    }
  }
}
