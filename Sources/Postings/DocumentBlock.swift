/// The codec of 128 ascending documents and their frequencies, one block of a posting list.
///
/// ```
/// offset  bytes   what
/// 0       1       D: bits of a document difference, 0...31; or 64 + W: W words of a set follow, 2...62
/// 1       16 * D  documents: differences to the document four earlier, the first four to the base, packed
///   or    8 * W   documents: a bit each, from document 64 * (base / 64) on
/// then            frequencies less one: a `PatchedGroup`
/// ```
///
/// The base is the last document of the list's previous block, 0 for the first. A set is taken where it is no larger.
/// Frequencies are decoded apart, and only where they are needed: a count never looks at them.
public enum DocumentBlock {
  /// Documents in a block.
  public static let count = BitPacking.groupSize

  /// The numbers that there is room for where documents are decoded: more than there are in a block, so that vectors may be
  /// written at its end, and a multiple of 64 bytes.
  public static let capacity = count + 16

  /// The most bytes that a block takes.
  public static let maximumByteCount = 1 + 16 * 31 + PatchedGroup.maximumByteCount

  /// What the first byte of a block with a set is greater by than the number of its words.
  @usableFromInline static let setMark = 64

  /// Encodes 128 strictly ascending documents from `base` on, and their frequencies (each at least 1).
  ///
  /// - Returns: the number of bytes written to `target`, which has room for `maximumByteCount`.
  public static func encode(
    documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, base: DocID,
    into target: UnsafeMutableRawPointer
  ) -> Int {
    unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { scratch in
      let values = unsafe scratch.bindMemory(to: UInt32.self)
      for index in 0..<4 { unsafe values[index] = documents[index] - base }
      for index in 4..<count { unsafe values[index] = documents[index] - documents[index - 4] }
      guard let start = values.baseAddress else { return 0 }
      let documentBits = unsafe BitPacking.width(of: start, count: count)
      let words = unsafe DocumentSetBlock.wordCount(base: base, last: documents[count - 1])
      var offset = 1
      if words <= 2 * documentBits {
        unsafe target.storeBytes(of: UInt8(setMark + words), as: UInt8.self)
        unsafe DocumentSetBlock.encode(documents, base: base, wordCount: words, into: target + offset)
        offset += 8 * words
      } else {
        unsafe target.storeBytes(of: UInt8(documentBits), as: UInt8.self)
        unsafe BitPacking.pack(start, bits: documentBits, into: target + offset)
        offset += 16 * documentBits
      }

      for index in 0..<count { unsafe values[index] = frequencies[index] - 1 }
      return unsafe offset + PatchedGroup.encode(start, into: target + offset)
    }
  }

  /// Decodes the documents of the block at the start of `source`, all of them proved to be below `limit`; `documents` has
  /// room for `capacity` numbers and is aligned to 16 bytes.
  ///
  /// - Returns: the offset of the frequencies in bytes.
  /// - Throws: what is wrong with the bytes.
  public static func decodeDocuments(
    _ source: UnsafeRawBufferPointer, base: DocID, below limit: UInt32, into documents: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Int {
    if let set = unsafe try set(source, base: base, below: limit) {
      guard unsafe set.decode(into: documents) == count else { throw .disordered }
      return 1 &+ 8 &* set.wordCount
    }
    guard let start = source.baseAddress else { throw .truncated }
    let documentBits = unsafe Int(source[0])
    guard documentBits <= 31 else { throw .invalidWidth(documentBits) }
    guard 1 &+ 16 &* documentBits <= source.count else { throw .truncated }
    let greatest = unsafe BitPacking.unpackDeltas(start + 1, bits: documentBits, base: base, into: documents)
    guard greatest < limit else { throw .documentOutOfRange }
    return 1 &+ 16 &* documentBits
  }

  /// The set at the start of `source`, if the block has one: its documents are proved to be behind `base` (or 0) and below
  /// `limit`, their number is not.
  ///
  /// - Returns: the set, good for as long as `source` is; nil for a block of differences.
  /// - Throws: what is wrong with the bytes.
  public static func set(
    _ source: UnsafeRawBufferPointer, base: DocID, below limit: UInt32
  ) throws(PostingsError) -> DocumentSetBlock? {
    guard let start = source.baseAddress, source.count >= 1 else { throw .truncated }
    let wordCount = unsafe Int(source[0]) &- setMark
    guard wordCount >= 0 else { return nil }
    guard wordCount >= 2, wordCount <= 62 else { throw .invalidWidth(wordCount &+ setMark) }
    guard 1 &+ 8 &* wordCount <= source.count else { throw .truncated }
    let set = unsafe DocumentSetBlock(words: start + 1, wordCount: wordCount, firstWord: Int(base &>> 6))
    let first = set[0]
    if base > 0, first << (63 &- UInt64(base & 63)) != 0 { throw .disordered }
    let last = set[wordCount &- 1]
    guard last != 0 else { throw .disordered }
    let greatest = (set.firstWord &+ wordCount) &* 64 &- 1 &- last.leadingZeroBitCount
    guard greatest < Int(limit) else { throw .documentOutOfRange }
    return set
  }

  /// Where the frequencies of the block at the start of `source` stand, for whoever wants no documents.
  ///
  /// - Returns: the offset in bytes.
  /// - Throws: what is wrong with the bytes.
  public static func frequenciesOffset(_ source: UnsafeRawBufferPointer) throws(PostingsError) -> Int {
    guard source.count >= 1 else { throw .truncated }
    let header = unsafe Int(source[0])
    if header <= 31 { return 1 &+ 16 &* header }
    guard header >= setMark &+ 2, header <= setMark &+ 62 else { throw .invalidWidth(header) }
    return 1 &+ 8 &* (header &- setMark)
  }

  /// Adds the set at the start of `source`, if the block has one, to a set of bits, as far as that goes.
  ///
  /// - Parameters:
  ///   - source: the block.
  ///   - base: the last document before it.
  ///   - words: the numbers of the words that `marks` has: bit b of word w stands for document 64 * w + b.
  ///   - marks: as many words.
  /// - Returns: whether there is a set.
  /// - Throws: what is wrong with the bytes.
  public static func mark(
    _ source: UnsafeRawBufferPointer, base: DocID, words: Range<Int>, in marks: UnsafeMutablePointer<UInt64>
  ) throws(PostingsError) -> Bool {
    guard let start = source.baseAddress, source.count >= 1 else { throw .truncated }
    let wordCount = unsafe Int(source[0]) &- setMark
    guard wordCount >= 0 else { return false }
    guard wordCount <= 62 else { throw .invalidWidth(wordCount &+ setMark) }
    guard 1 &+ 8 &* wordCount <= source.count else { throw .truncated }
    let set = unsafe DocumentSetBlock(words: start + 1, wordCount: wordCount, firstWord: Int(base &>> 6))
    var word = max(set.firstWord, words.lowerBound)
    let end = min(set.firstWord &+ wordCount, words.upperBound)
    while word < end {
      unsafe marks[word &- words.lowerBound] |= set[word &- set.firstWord]
      word &+= 1
    }
    return true
  }

  /// Decodes the frequencies of the block at the start of `source`, which stand at the offset that `decodeDocuments` gave;
  /// `frequencies` has room for 128 numbers and is aligned to 16 bytes.
  ///
  /// - Returns: the number of bytes of the whole block.
  /// - Throws: what is wrong with the bytes.
  @discardableResult
  public static func decodeFrequencies(
    _ source: UnsafeRawBufferPointer, at offset: Int, into frequencies: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Int {
    guard offset <= source.count else { throw .truncated }
    let group = unsafe UnsafeRawBufferPointer(rebasing: source[offset...])
    return unsafe try offset &+ PatchedGroup.decode(group, adding: 1, into: frequencies)
  }
}
