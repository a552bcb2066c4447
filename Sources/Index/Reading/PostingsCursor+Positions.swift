import Postings

/// Single postings of a list by their numbers: where documents are found block by block, it is only then looked how often and
/// where the term stands in those that are left, and the cursor may be in a later block.
extension PostingsCursor {
  /// The number of the current document's posting, from 0: a block has 128.
  public var posting: Int { block &* DocumentBlock.count &+ placeOfDocument }

  /// How often the term occurs in the document of a posting: at least 1. The posting is of a block that was opened.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func frequency(ofPosting posting: Int) throws -> UInt32 {
    let block = posting / DocumentBlock.count
    let place = posting % DocumentBlock.count
    if block == self.block { return unsafe try frequencies()[place] }
    return unsafe try postingReader().pointee.frequencies(ofBlock: block, of: self)[place]
  }

  /// Where the term stands in the document of a posting: ascending, as often as its frequency says. The posting is of a block
  /// that was opened, and postings ascend from call to call. Valid until the next call; behind the positions stands
  /// `UInt32.max`, four times.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func positions(ofPosting posting: Int) throws -> UnsafeBufferPointer<UInt32> {
    unsafe try postingReader().pointee.positions(ofPosting: posting, of: self)
  }

  /// Keeps those of ascending numbers that are positions of the term in the document of a posting once `offset` is added. The
  /// posting is as in `positions(ofPosting:)`, and none before; reading ends where the last number is found.
  ///
  /// - Parameters:
  ///   - numbers: the numbers; those that are kept are moved to the front.
  ///   - count: how many there are, at least one.
  ///   - offset: what is added to each.
  ///   - posting: the number of the posting.
  /// - Returns: how many are kept, and how many positions the term has in the document.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func keep(
    _ numbers: UnsafeMutablePointer<UInt32>, count: Int, offset: UInt32, ofPosting posting: Int
  ) throws -> (kept: Int, positionCount: Int) {
    unsafe try postingReader().pointee.keep(numbers, count: count, offset: offset, ofPosting: posting, of: self)
  }

  /// Where the term stands in the current document, as `positions(ofPosting:)` has it.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func positions() throws -> UnsafeBufferPointer<UInt32> {
    unsafe try positions(ofPosting: posting)
  }

  /// What reads single postings.
  @inline(__always)
  func postingReader() -> UnsafeMutablePointer<PostingReader> {
    if let known = unsafe singlePostings { return unsafe known }
    return unsafe makePostingReader()
  }

  @inline(never)
  private func makePostingReader() -> UnsafeMutablePointer<PostingReader> {
    let made = UnsafeMutablePointer<PostingReader>.allocate(capacity: 1)
    unsafe made.initialize(to: PostingReader(reader: reader))
    unsafe singlePostings = made
    return unsafe made
  }

  /// Decodes the frequencies of a full block that the cursor has left; `frequencies` has room for 128 numbers and is aligned to
  /// 16 bytes.
  func decodeFrequencies(ofBlock block: Int, into frequencies: UnsafeMutablePointer<UInt32>) throws {
    precondition(block >= 0 && block < fullBlockCount, "the last block is never left")
    let window = unsafe try stream.window(at: documentsAddress(ofBlock: block))
    unsafe try DocumentBlock.decodeFrequencies(
      window, at: DocumentBlock.frequenciesOffset(window), into: frequencies)
    reader.counts.frequencyBlocks &+= 1
  }
}
