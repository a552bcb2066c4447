public import Postings

/// Which documents of a segment are deleted. The segment itself never changes: a commit writes this beside it anew.
public struct Deletions: Equatable, Sendable {
  /// How many documents are deleted.
  public private(set) var count = 0

  /// A bit for each document, d % 64 of word d / 64, that is set for those that are deleted.
  public private(set) var words: [UInt64]

  private let documentCount: Int

  /// No deletions in a segment of so many documents.
  init(documentCount: Int) {
    self.documentCount = documentCount
    words = Array(repeating: 0, count: (documentCount + 63) / 64)
  }

  /// Whether a document, which is below the segment's number of documents, is deleted.
  @inline(__always)
  public func contains(_ document: DocID) -> Bool {
    words[Int(document &>> 6)] &>> UInt64(document & 63) & 1 == 1
  }

  /// Takes deleted documents out of a set of bits, whose words are numbered as those of `words`.
  public func clear(_ range: Range<Int>, in marks: UnsafeMutablePointer<UInt64>) {
    for word in range { unsafe marks[word &- range.lowerBound] &= ~words[word] }
  }

  /// Deletes a document of the segment.
  ///
  /// - Returns: false if it was deleted already.
  @discardableResult
  mutating func insert(_ document: DocID) -> Bool {
    guard !contains(document) else { return false }
    words[Int(document / 64)] |= 1 << UInt64(document % 64)
    count += 1
    return true
  }

  /// The words, little-endian.
  var encoded: [UInt8] {
    var encoder = FieldEncoder()
    for word in words { encoder.append(word) }
    return encoder.bytes
  }

  /// Reads the words back.
  ///
  /// - Throws: `IndexError.damaged` if they are not those of so many documents, or of so many deleted ones.
  init(decoding bytes: [UInt8], documentCount: Int, count: Int, segment: UInt32) throws {
    self.init(documentCount: documentCount)
    guard bytes.count == 8 * words.count else {
      throw IndexError.damaged("the deletions of segment \(segment) have \(bytes.count) bytes")
    }
    for index in words.indices {
      let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[8 * index + $1]) << UInt64(8 * $1) }
      words[index] = word
      self.count += word.nonzeroBitCount
    }
    let surplus = documentCount % 64 == 0 ? 0 : words.last.map { $0 >> UInt64(documentCount % 64) } ?? 0
    guard self.count == count, surplus == 0 else {
      throw IndexError.damaged("the deletions of segment \(segment) are not as many as the manifest says")
    }
  }
}
