import Index
import Postings

extension PostingsCursor {
  /// Goes to a block, which is there and not before the current one.
  ///
  /// - Throws: as `PostingsCursor.open`, `Watch.tick`.
  @inline(__always)
  func enter(_ block: Int, _ watch: Watch) throws {
    guard self.block != block else { return }
    try watch.tick(DocumentBlock.count)
    try open(block)
  }

  /// Goes to the block that may hold a document, which is not before the current one.
  ///
  /// - Returns: whether there is one: its last document is not before this one.
  /// - Throws: as `PostingsCursor.open`, `Watch.tick`.
  @inline(__always)
  func enterBlock(reaching document: DocID, _ watch: Watch) throws -> Bool {
    if block >= 0, document <= lastDocumentOfBlock { return true }
    let next = block(reaching: document)
    guard next < blockCount else { return false }
    try enter(next, watch)
    return document <= lastDocumentOfBlock
  }

  /// How many of `count` ascending documents are not behind the current block, as the first is not.
  @inline(__always)
  func run(of documents: UnsafePointer<DocID>, count: Int) -> Int {
    unsafe SortedSearch.run(of: documents, count: count, through: lastDocumentOfBlock)
  }
}
