import NearDuplicates
import Postings

/// Verifies that the table of keys is the one that the fingerprints of a segment make.
struct FingerprintsChecker {
  let reader: SegmentReader
  let findings: SegmentFindings

  /// Makes the table anew, slot by slot, and compares.
  func check(_ progress: (CheckProgress) throws -> Void) throws {
    guard reader.hasFingerprints else { return }
    let wordCount = reader.segment.stream(.fingerprintKeys).length / KeyTableLayout.wordSize
    var part = KeyTablePart(documentCount: reader.documentCount)
    var place = 0
    for slot in 0..<Fingerprint.slotCount {
      try part.make(slot) { try reader.storedFingerprint(of: $0) }
      for expected in [part.ends, part.entries] {
        guard expected.count <= wordCount - place,
          try expected.indices.allSatisfy({ index in
            try reader.fingerprintKeyWord(place + index) == expected[index]
          })
        else {
          return findings.damage("slot \(slot) is not the one that the fingerprints make", stream: .fingerprintKeys)
        }
        place += expected.count
      }
      try progress(
        CheckProgress(
          segment: reader.id, step: .fingerprints, completed: slot + 1, total: Fingerprint.slotCount))
    }
    if reader.segment.stream(.fingerprintKeys).length != KeyTableLayout.wordSize * place {
      findings.damage("there is more than the fingerprints make", stream: .fingerprintKeys)
    }
  }
}
