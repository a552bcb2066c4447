import BenchmarkSupport
import Index

/// A generated index and one session that reads it.
///
/// `@unchecked`: the session belongs to one thread at a time, and benchmarks run one after the other.
final class SharedIndex: @unchecked Sendable {
  private let index: GeneratedIndex
  let session: ReadSession

  init(documentCount: Int) throws {
    index = try GeneratedIndex(documentCount: documentCount)
    session = try IndexReader(directory: index.directory).makeSession()
  }
}
