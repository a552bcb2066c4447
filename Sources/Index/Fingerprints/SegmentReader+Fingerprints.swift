public import NearDuplicates
public import Postings

extension SegmentReader {
  /// Whether the segment has fingerprints of its documents, as it does if these are stored.
  public var hasFingerprints: Bool { segment.stream(.fingerprints).length > 0 }

  /// The fingerprint of a document.
  ///
  /// - Parameter document: a document of the segment.
  /// - Returns: the fingerprint; nil if the segment has none.
  /// - Throws: `IndexError.damaged`.
  public func fingerprint(of document: DocID) throws -> Fingerprint? {
    hasFingerprints ? try storedFingerprint(of: document) : nil
  }

  /// The fingerprint of a document of a segment that has fingerprints.
  func storedFingerprint(of document: DocID) throws -> Fingerprint {
    let window = unsafe try window(.fingerprints, at: Fingerprint.encodedLength * Int(document))
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: window.prefix(Fingerprint.encodedLength))
    guard let fingerprint = unsafe Fingerprint(encoded: bytes.bytes) else { throw PostingsError.truncated }
    return fingerprint
  }

  /// Calls `body` with all documents that are not deleted and whose text is a reprint of another, each once, in no order.
  ///
  /// - Parameters:
  ///   - fingerprint: the text, whose own document is among them.
  ///   - checkpoint: called for every document that may be one.
  ///   - body: gets a document and its relation to the text.
  /// - Throws: `IndexError.damaged`, and what `checkpoint` and `body` throw.
  public func forEachReprint(
    of fingerprint: Fingerprint, checkpoint: () throws -> Void, _ body: (DocID, Fingerprint.Relation) throws -> Void
  ) throws {
    guard hasFingerprints, !fingerprint.keySlots.isEmpty else { return }
    let keys = try FingerprintKeys(self)
    for slot in fingerprint.keySlots {
      try keys.forEachDocument(with: fingerprint.key(in: slot), in: slot) { document in
        try checkpoint()
        guard deletions?.contains(document) != true else { return }
        let other = try storedFingerprint(of: document)
        // A document with several of the keys is looked at where it comes first.
        guard fingerprint.firstCommonSlot(with: other) == slot, let relation = fingerprint.relation(to: other) else {
          return
        }
        try body(document, relation)
      }
    }
  }
}
