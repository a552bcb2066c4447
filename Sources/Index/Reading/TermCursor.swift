/// Walks the terms of a segment in the order of their bytes.
public final class TermCursor {
  private let dictionary: TermDictionary
  private var nextBlock: Int
  private var block: TermBlock?
  /// Whether the block stands on a term that `next` has yet to give.
  private var isAhead = false

  init(dictionary: TermDictionary, block: Int) {
    self.dictionary = dictionary
    nextBlock = block
  }

  /// The bytes of the current term; empty before the first.
  public var term: ArraySlice<UInt8> { block?.key.dropFirst() ?? [] }

  /// The key of the current term: the field's number and its bytes; empty before the first.
  var key: [UInt8] { block?.key ?? [] }

  /// What the dictionary says of the current term.
  public var entry: TermEntry? { block?.entry }

  /// Steps to the next term; false at the end.
  ///
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func next() throws -> Bool {
    if isAhead {
      isAhead = false
      return true
    }
    while try block?.next() != true {
      guard nextBlock < dictionary.blockCount else {
        block = nil
        return false
      }
      block = try dictionary.block(nextBlock)
      nextBlock += 1
    }
    return true
  }

  /// Steps so that the next term is the first whose key does not precede `key`.
  func skip(before key: [UInt8]) throws {
    while try next() {
      if let block, !block.key.lexicographicallyPrecedes(key) {
        isAhead = true
        return
      }
    }
  }
}
