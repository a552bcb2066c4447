import NearDuplicates
import Postings

/// The table of fingerprints' keys as it is stored: which documents of a segment have a key.
struct FingerprintKeys {
  private let reader: SegmentReader
  private let layout: KeyTableLayout
  /// How many documents have keys in every slot, and how many in the last.
  private let counts: (all: Int, last: Int)

  /// Opens the table.
  ///
  /// - Throws: `IndexError.damaged` if it is not as long as it says.
  init(_ reader: SegmentReader) throws {
    self.reader = reader
    layout = KeyTableLayout(documentCount: reader.documentCount)
    let wordCount = reader.segment.stream(.fingerprintKeys).length / KeyTableLayout.wordSize
    let all = Int(try reader.fingerprintKeyWord(layout.bucketCount - 1))
    let lastStart = Fingerprint.bandCount * (layout.bucketCount + all)
    let last = Int(try reader.fingerprintKeyWord(lastStart + layout.bucketCount - 1))
    guard all <= last, last <= reader.documentCount, wordCount == lastStart + layout.bucketCount + last else {
      throw IndexError.damaged("the table of fingerprints' keys of segment \(reader.id) is not as long as it says")
    }
    counts = (all, last)
  }

  /// Calls `body` with the documents, in their order, that have a key in a slot.
  ///
  /// - Throws: `IndexError.damaged`, and what `body` throws.
  func forEachDocument(with key: UInt32, in slot: Int, _ body: (DocID) throws -> Void) throws {
    let directory = slot * (layout.bucketCount + counts.all)
    let bucket = layout.bucket(of: key)
    let start = bucket == 0 ? 0 : Int(try reader.fingerprintKeyWord(directory + bucket - 1))
    let end = Int(try reader.fingerprintKeyWord(directory + bucket))
    guard start <= end, end <= (slot < Fingerprint.bandCount ? counts.all : counts.last) else {
      throw IndexError.damaged("the table of fingerprints' keys of segment \(reader.id) has buckets out of order")
    }
    let first = directory + layout.bucketCount
    let table = try EntryTable(
      .fingerprintKeys, first + start..<first + end, size: KeyTableLayout.wordSize, in: reader)
    let remainder = layout.remainder(of: key)
    var (low, high) = (0, end - start)
    while low < high {
      let middle = (low + high) / 2
      if layout.remainder(in: Self.entry(middle, of: table)) < remainder { low = middle + 1 } else { high = middle }
    }
    while low < end - start, case let entry = Self.entry(low, of: table), layout.remainder(in: entry) == remainder {
      let document = layout.document(in: entry)
      guard document < reader.documentCount else { throw PostingsError.documentOutOfRange }
      try body(document)
      low += 1
    }
  }

  private static func entry(_ index: Int, of table: borrowing EntryTable) -> UInt32 {
    unsafe UInt32(littleEndian: table.entry(index).loadUnaligned(as: UInt32.self))
  }
}

extension SegmentReader {
  /// A number of the table of fingerprints' keys: a chunk has whole numbers, if the table has.
  ///
  /// - Throws: `IndexError.damaged`, `PostingsError.truncated`.
  func fingerprintKeyWord(_ index: Int) throws -> UInt32 {
    let window = unsafe try window(.fingerprintKeys, at: KeyTableLayout.wordSize * index)
    guard window.count >= KeyTableLayout.wordSize else { throw PostingsError.truncated }
    return unsafe UInt32(littleEndian: window.loadUnaligned(as: UInt32.self))
  }
}
