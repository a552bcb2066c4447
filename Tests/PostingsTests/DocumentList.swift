import Postings
import TestSupport

/// A part of a posting list as a test makes it up.
struct DocumentList {
  var base: DocID
  var documents: [UInt32]
  var frequencies: [UInt32]
  /// One more than the last document, so that nothing less will do.
  var limit: UInt32 { (documents.last ?? base) + 1 }

  /// `count` documents that ascend in steps of about 2^`spread`, with mostly small frequencies.
  init(count: Int, spread: Int, isFirst: Bool, using random: inout SplitMix64) {
    base = isFirst ? 0 : UInt32(random.below(1 << 20))
    documents = []
    frequencies = []
    // The first list may begin with document 0; others begin behind their base.
    var next = isFirst ? UInt64(random.below(2)) : UInt64(base) + 1
    for _ in 0..<count {
      next += UInt64(random.below(1 << spread))
      documents.append(UInt32(next))
      next += 1
      let frequency = UInt32(truncatingIfNeeded: random.next()) >> UInt32(random.below(32))
      frequencies.append(random.below(4) > 0 ? 1 : max(1, frequency))
    }
  }
}
