import Index
import Postings

/// Counts the documents that are in any of several lists: a bit for each document of a window.
struct DisjunctionCount {
  let lists: [PostingsCursor]
  let documentCount: Int
  let workspace: Workspace
  let watch: Watch

  func count(into total: inout Int) throws {
    var next = lists.map { _ in 0 }
    var start = 0
    while start < documentCount {
      let end = min(start + Workspace.greatestSpan, documentCount)
      for (number, list) in lists.enumerated() {
        next[number] = try mark(list, from: next[number], start: start, end: end)
      }
      let marks = unsafe workspace.marks
      for word in 0..<(end - start + 63) / 64 {
        unsafe total &+= marks[word].nonzeroBitCount
        unsafe marks[word] = 0
      }
      start = end
    }
  }

  /// Marks the documents of a list that are in the window, whose bounds are multiples of 64.
  ///
  /// - Returns: the first block that may have documents behind the window.
  private func mark(_ list: PostingsCursor, from first: Int, start: Int, end: Int) throws -> Int {
    let marks = unsafe workspace.marks
    var block = first
    while block < list.blockCount {
      try watch.tick(DocumentBlock.count)
      if list.block != block { try list.open(block) }
      if let set = list.documentSet {
        let first = max(set.firstWord, start / 64)
        // Only in a damaged index may a block be outside of the window.
        let last = max(first, min(set.firstWord &+ set.wordCount, (end &+ 63) / 64))
        for word in first..<last { unsafe marks[word &- start / 64] |= set[word &- set.firstWord] }
      } else {
        let documents = unsafe try list.documents()
        for index in 0..<list.count {
          let place = unsafe Int(documents[index]) &- start
          guard place >= 0, place < end &- start else { continue }
          unsafe marks[place &>> 6] |= 1 &<< UInt64(place & 63)
        }
      }
      if Int(list.lastDocumentOfBlock) >= end { return block }
      block &+= 1
    }
    return block
  }
}
