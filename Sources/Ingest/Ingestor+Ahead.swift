import Platform

extension Ingestor {
  /// Reads sources to their end, as `ingest` does one after the other, while another thread does the reading: documents are
  /// extracted while those before them are taken. About 1 MB waits meanwhile, or a few documents that are larger.
  ///
  /// Everything is called on this thread, in the same order as `ingest` would.
  ///
  /// - Parameters:
  ///   - sources: Where to read.
  ///   - options: How.
  ///   - onSkip: Called for each item that is not taken in, as ``onSkip``.
  ///   - onRead: Called now and then with how many more bytes have been read, as ``onRead``.
  ///   - consume: Called for each document. What it throws ends the reading and is thrown on.
  /// - Returns: What has been taken in.
  /// - Throws: `IngestError` where a source cannot be read at all; `SystemError` if there can be no more threads.
  public static func ingestAhead(
    _ sources: [Source], options: IngestOptions = IngestOptions(), onSkip: (SkippedItem) -> Void = { _ in },
    onRead: (Int) -> Void = { _ in }, _ consume: Consumer
  ) throws -> IngestReport {
    try ingestAhead(sources, options: options, onSkip: onSkip, onRead: onRead, onFile: { _ in }, consume)
  }

  /// The same, with what becomes of each file, as ``onFile``; what that throws ends the reading too.
  package static func ingestAhead(
    _ sources: [Source], options: IngestOptions, onSkip: (SkippedItem) -> Void, onRead: (Int) -> Void,
    onFile: (IngestedFile) throws -> Void, _ consume: Consumer
  ) throws -> IngestReport {
    let queue = try ReadAhead.start(sources, options: options)
    defer { queue.close() }
    var report = IngestReport()
    while let batch = queue.next() {
      for event in batch {
        switch event {
        case .document(let document): try consume(document)
        case .skipped(let item): onSkip(item)
        case .file(let file): try onFile(file)
        case .read(let count): onRead(count)
        case .finished(let finished): report = finished
        case .failed(let error): throw error
        }
      }
    }
    return report
  }
}
