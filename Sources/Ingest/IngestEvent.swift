/// What an ingestor tells, when it does so from another thread.
enum IngestEvent: Sendable {
  indirect case document(SourceDocument)
  case skipped(SkippedItem)
  indirect case file(IngestedFile)
  /// More bytes of the sources have been read.
  case read(Int)
  /// All has been read.
  case finished(IngestReport)
  /// There is no going on.
  case failed(any Error)
}
