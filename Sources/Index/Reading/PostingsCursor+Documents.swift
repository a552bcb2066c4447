public import Postings

/// Document by document.
extension PostingsCursor {
  /// Steps to the next document.
  ///
  /// - Returns: the document, or `exhausted`.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func next() throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    if let set {
      if let found = set.first(notBefore: document &+ 1) { return stand(at: found) }
    } else {
      index &+= 1
      if index < count { return stand(at: unsafe documentBuffer[index]) }
    }
    guard block &+ 1 < blockCount else { return exhaust() }
    try open(block &+ 1)
    return try first()
  }

  /// Steps to the first document that is not before `target`; stays if the current one is not.
  ///
  /// - Returns: the document, or `exhausted`.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func advance(to target: DocID) throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    if block < 0 || target > blockLast {
      let next = block(reaching: target)
      guard next < blockCount else { return exhaust() }
      try open(next)
      if target > blockLast { return exhaust() }
    }
    if let set {
      guard let found = set.first(notBefore: max(target, document)) else { return exhaust() }
      return stand(at: found)
    }
    index = place(of: target, from: index)
    return stand(at: unsafe documentBuffer[index])
  }

  /// How often the term occurs in the current document: at least 1.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func frequency() throws -> UInt32 {
    try decodeFrequencies()
    return unsafe frequencyBuffer[placeOfDocument]
  }

  /// The place of the current document in its block.
  var placeOfDocument: Int { self.set.map { min($0.rank(of: document), DocumentBlock.count &- 1) } ?? index }

  /// The place in the decoded block, from `start` on, of the first document that is not before `target`, which the last one is
  /// not.
  @inline(__always)
  func place(of target: DocID, from start: Int) -> Int {
    unsafe SortedSearch.place(of: target, in: documentBuffer, from: start, count: count)
  }

  @inline(__always)
  private func stand(at document: DocID) -> DocID {
    self.document = document
    return document
  }

  /// The first document of a block that was just opened.
  private func first() throws -> DocID {
    if let set {
      guard let found = set.first(notBefore: 0) else { throw PostingsError.disordered }
      return stand(at: found)
    }
    return stand(at: unsafe documentBuffer[0])
  }

  private func exhaust() -> DocID { stand(at: .exhausted) }
}
