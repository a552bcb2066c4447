import NearDuplicates
import Postings

/// Where what stands in the table of fingerprints' keys of a segment, which follows from the number of its documents alone.
///
/// The table has a part for each slot, one after the other: a directory of buckets, which the highest bits of keys choose, and behind
/// it the entries of all buckets. An entry has the other bits of a key above those of a document, 32 in all at most.
struct KeyTableLayout: Equatable {
  /// Bits of a document's number.
  let documentBits: UInt32
  /// Bits of a key that choose a bucket: a directory has a bucket for 128 to 256 documents.
  let bucketBits: UInt32

  /// Bytes of an entry, and of a bucket in the directory.
  static let wordSize = 4

  init(documentCount: Int) {
    documentBits = UInt32(UInt32.bitWidth - UInt32(max(documentCount, 1) - 1).leadingZeroBitCount)
    bucketBits = documentBits > 8 ? documentBits - 8 : 0
  }

  /// How many buckets a slot has.
  var bucketCount: Int { 1 << Int(bucketBits) }

  /// The bucket of a key.
  func bucket(of key: UInt32) -> Int { Int(key &>> (UInt32(Fingerprint.keyBits) - bucketBits)) }

  /// The entry of a key and a document: the entries of a bucket are in the order of the keys, then of the documents.
  func entry(_ key: UInt32, _ document: DocID) -> UInt32 { remainder(of: key) &<< documentBits | document }

  /// What an entry has of a key.
  func remainder(of key: UInt32) -> UInt32 { key & (1 &<< (UInt32(Fingerprint.keyBits) - bucketBits) - 1) }

  /// What an entry has of its key.
  func remainder(in entry: UInt32) -> UInt32 { entry &>> documentBits }

  /// The document of an entry.
  func document(in entry: UInt32) -> DocID { entry & (1 &<< documentBits - 1) }
}
