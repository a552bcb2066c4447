import Index
import Postings

/// Counts the documents that are in any of some lists: a bit for each document of a window.
struct DisjunctionCount {
  let lists: [PostingsCursor]
  /// Documents that do not count.
  let deletions: Deletions?
  let documentCount: Int
  let workspace: Workspace
  let watch: Watch

  func count(into total: inout Int) throws {
    let marks = unsafe workspace.marks
    var next = lists.map { _ in 0 }
    var window = Workspace.firstWords(of: documentCount)
    while !window.isEmpty {
      for (number, list) in lists.enumerated() {
        next[number] = unsafe try list.mark(from: next[number], words: window, in: marks, watch)
      }
      if let deletions { unsafe deletions.clear(window, in: marks) }
      for word in 0..<window.count {
        unsafe total &+= marks[word].nonzeroBitCount
        unsafe marks[word] = 0
      }
      window = Workspace.nextWords(window, of: documentCount)
    }
  }
}
