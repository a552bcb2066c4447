public import Postings

extension SegmentReader {
  /// The ordinal of the first document, if the ordinals of the others follow it one by one; nil if they need not.
  public var firstOrdinalIfAscending: UInt64? {
    segment.stream(.ordinals).length == 0 ? segment.descriptor.firstOrdinal : nil
  }

  /// The ordinal of a document: its number in the order of first arrival, over all segments and merges.
  ///
  /// - Throws: `IndexError.damaged`.
  public func ordinal(of document: DocID) throws -> UInt64 {
    let first = segment.descriptor.firstOrdinal
    guard segment.stream(.ordinals).length > 0 else { return first &+ UInt64(document) }
    let window = unsafe try window(.ordinals, at: IndexFormat.ordinalSize * Int(document))
    return unsafe first &+ UInt64(UInt32(littleEndian: window.loadUnaligned(as: UInt32.self)))
  }

  /// The document with this ordinal, if the segment holds it and it is not deleted. Where documents do not stand in the order of
  /// their ordinals, all of these are looked at.
  ///
  /// - Parameters:
  ///   - ordinal: any number.
  ///   - checkpoint: called now and then.
  /// - Returns: the document, or nil.
  /// - Throws: `IndexError.damaged`, and what `checkpoint` throws.
  public func document(ordinal: UInt64, checkpoint: () throws -> Void = {}) throws -> DocID? {
    let first = segment.descriptor.firstOrdinal
    guard ordinal >= first, let difference = UInt32(exactly: ordinal - first) else { return nil }
    guard segment.stream(.ordinals).length > 0 else {
      return difference < documentCount ? unlessDeleted(DocID(difference)) : nil
    }
    var document = 0
    while document < documentCount {
      try checkpoint()
      let window = unsafe try window(.ordinals, at: IndexFormat.ordinalSize * document)
      let count = window.count / IndexFormat.ordinalSize
      for index in 0..<count {
        let candidate = unsafe window.loadUnaligned(fromByteOffset: IndexFormat.ordinalSize * index, as: UInt32.self)
        // A deleted document may have had it before.
        guard UInt32(littleEndian: candidate) == difference, let found = unlessDeleted(DocID(document + index))
        else { continue }
        return found
      }
      document += count
    }
    return nil
  }

  private func unlessDeleted(_ document: DocID) -> DocID? {
    deletions?.contains(document) == true ? nil : document
  }
}
