import NearDuplicates
import Postings
import TextAnalysis

/// Makes the fingerprints of documents. The hash of a token is that of its term, XXH64.
struct TextFingerprinter: ~Copyable {
  private var builder = FingerprintBuilder()
  /// The hash of each term that the buffer has numbered.
  private var hashes = GrowableBuffer<UInt64>(capacity: 64)

  /// Bytes of memory that the hashes take.
  var byteCount: Int { hashes.byteCount }

  /// The fingerprint of the document that is being added to a buffer.
  mutating func fingerprint(ofOpenDocumentIn buffer: InvertedBuffer) -> Fingerprint {
    while hashes.count < buffer.terms.count {
      hashes.append(unsafe XXHash64.hash(buffer.terms[UInt32(hashes.count)]))
    }
    unsafe builder.add(buffer.openTokens.span, hashes: hashes.values.span)
    return builder.finish()
  }

  /// Begins with another buffer, which numbers terms anew.
  mutating func forgetTerms() {
    hashes = GrowableBuffer(capacity: 64)
  }

  /// The fingerprint of a document that is in no buffer.
  mutating func fingerprint(of document: IndexDocument, _ tokens: DocumentTokens) -> Fingerprint {
    for text in [document.title, document.body] {
      tokens.forEachBatch(of: text) { batch in
        let hashes = (0..<batch.count).map { index in
          let range = unsafe Int(batch.termOffsets[index])..<Int(batch.termOffsets[index + 1])
          return unsafe XXHash64.hash(
            UnsafeRawBufferPointer(start: batch.termBytes + range.lowerBound, count: range.count))
        }
        builder.add(hashes.span)
      }
    }
    return builder.finish()
  }
}
