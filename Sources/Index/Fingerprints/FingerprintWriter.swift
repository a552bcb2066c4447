import NearDuplicates
import Postings

/// Writes the fingerprints of a segment's documents, and the table of their keys.
final class FingerprintWriter {
  private let fingerprints: StreamWriter
  private let keys: StreamWriter
  /// Those of all documents, whose numbers may yet change.
  private var documents: [Fingerprint] = []

  init(segment: SegmentWriter) {
    fingerprints = segment.stream(.fingerprints)
    keys = segment.stream(.fingerprintKeys)
  }

  /// Adds the next document.
  func add(_ fingerprint: Fingerprint) {
    documents.append(fingerprint)
  }

  /// Writes everything.
  ///
  /// - Parameter order: the numbers that the documents get in place of those that they were added as; nil for these.
  /// - Throws: `LMDBError`.
  func finish(_ order: DocumentOrder?) throws {
    if let order { documents = order.documents.map { documents[Int($0)] } }
    for fingerprint in documents {
      unsafe try fingerprints.append(maximumByteCount: Fingerprint.encodedLength) { target in
        unsafe fingerprint.store(to: target)
        return Fingerprint.encodedLength
      }
    }
    guard !documents.isEmpty else { return }
    var part = KeyTablePart(documentCount: documents.count)
    for slot in 0..<Fingerprint.slotCount {
      part.make(slot) { documents[Int($0)] }
      try keys.append(part.ends)
      try keys.append(part.entries)
    }
    documents = []
  }
}
