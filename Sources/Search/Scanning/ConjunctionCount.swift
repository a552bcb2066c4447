import Index
import Postings

/// Counts the documents that are in all of several lists: by bits, or block by block of the shortest one, whose documents are
/// handed from list to list as long as any is left.
struct ConjunctionCount {
  /// By ascending length.
  private let cursors: [PostingsCursor]
  private let borrowed: [Borrowed<PostingsCursor>]
  /// Documents that do not count.
  private let deletions: Deletions?
  private let workspace: Workspace
  private let watch: Watch

  init(_ cursors: [PostingsCursor], deletions: Deletions?, workspace: Workspace, watch: Watch) {
    self.cursors = cursors
    borrowed = cursors.map { Borrowed($0) }
    self.deletions = deletions
    self.workspace = workspace
    self.watch = watch
  }

  func count(into total: inout Int, documentCount: Int) throws {
    if isDense(documentCount: documentCount) {
      try countBits(into: &total, documentCount: documentCount)
    } else {
      for block in 0..<cursors[0].blockCount { total &+= try count(block) }
    }
  }

  /// Whether it is fastest to go through all blocks of all lists: if those of all but the shortest one are sets, mostly, and
  /// are not many for the documents of that.
  func isDense(documentCount: Int) -> Bool {
    var blockCount = 0
    for cursor in cursors.dropFirst() {
      // Where one document in five is in a list, most of its blocks are sets.
      guard cursor.entry.documentFrequency * 5 >= documentCount else { return false }
      blockCount += cursor.blockCount
    }
    return cursors[0].entry.documentFrequency * 5 >= blockCount
  }

  private func countBits(into total: inout Int, documentCount: Int) throws {
    let marks = unsafe workspace.marks
    let otherMarks = unsafe workspace.otherMarks
    var next = cursors.map { _ in 0 }
    var window = Workspace.firstWords(of: documentCount)
    while !window.isEmpty {
      next[0] = unsafe try cursors[0].mark(from: next[0], words: window, in: marks, watch)
      for number in 1..<cursors.count {
        next[number] = unsafe try cursors[number].mark(from: next[number], words: window, in: otherMarks, watch)
        for word in 0..<window.count {
          unsafe marks[word] &= otherMarks[word]
          unsafe otherMarks[word] = 0
        }
      }
      if let deletions { unsafe deletions.clear(window, in: marks) }
      for word in 0..<window.count {
        unsafe total &+= marks[word].nonzeroBitCount
        unsafe marks[word] = 0
      }
      window = Workspace.nextWords(window, of: documentCount)
    }
  }

  /// Counts those documents of a block of the first list that all others have. Blocks ascend from call to call.
  func count(_ block: Int) throws -> Int {
    let kept = unsafe workspace.candidates.documents
    var (documents, count) = unsafe try borrowed[0].with { first in
      try first.enter(block, watch)
      return unsafe (try first.documents(), first.count)
    }
    for number in 1..<borrowed.count where count > 0 {
      count = try borrowed[number].with { unsafe try keep(documents, count: count, of: $0, in: kept) }
      unsafe documents = UnsafePointer(kept)
    }
    guard let deletions else { return count }
    return (0..<count).count { unsafe !deletions.contains(documents[$0]) }
  }

  /// Writes those of some documents that a list has to `kept`, which may be where they are.
  private func keep(
    _ documents: UnsafePointer<DocID>, count: Int, of cursor: PostingsCursor, in kept: UnsafeMutablePointer<DocID>
  ) throws -> Int {
    let matches = workspace.matches
    let places = unsafe matches.places
    var keptCount = 0
    var index = 0
    while index < count, unsafe try cursor.enterBlock(reaching: documents[index], watch) {
      let run = unsafe cursor.run(of: documents + index, count: count &- index)
      let found = unsafe try cursor.match(documents + index, count: run, into: matches)
      for match in 0..<found { unsafe kept[keptCount &+ match] = documents[index &+ Int(places[match])] }
      keptCount &+= found
      index &+= run
    }
    return keptCount
  }
}
