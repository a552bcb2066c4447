import Postings

/// The findings in one segment.
struct SegmentFindings {
  let log: FindingLog
  let segment: UInt32

  /// Notes damage.
  func damage(
    _ message: String, stream: StreamID? = nil, chunk: Int? = nil, term: ArraySlice<UInt8>? = nil,
    document: DocID? = nil
  ) {
    log.add(
      IndexFinding(
        severity: .damage, segment: segment, stream: stream, chunk: chunk, term: term.map { Array($0) },
        document: document, message: message))
  }

  /// Notes what is no damage.
  func note(_ message: String, stream: StreamID? = nil) {
    log.add(IndexFinding(severity: .note, segment: segment, stream: stream, message: message))
  }

  /// Runs `body`, and makes a finding of an error that only damaged bytes cause; any other is thrown.
  ///
  /// - Returns: whether `body` went through.
  /// - Throws: what `body` throws, unless damage is the cause.
  func attempt(
    stream: StreamID? = nil, chunk: Int? = nil, term: ArraySlice<UInt8>? = nil, document: DocID? = nil,
    _ body: () throws -> Void
  ) throws -> Bool {
    do {
      try body()
      return true
    } catch {
      guard let message = FindingLog.message(of: error) else { throw error }
      damage(message, stream: stream, chunk: chunk, term: term, document: document)
      return false
    }
  }
}
