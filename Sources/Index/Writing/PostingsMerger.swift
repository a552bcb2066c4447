import Postings

/// Merges the posting lists of several segments, whose documents follow each other, into one.
struct PostingsMerger {
  /// A segment to merge, and what to add to its document numbers.
  struct Source {
    var reader: SegmentReader
    var base: DocID
  }

  var sources: [Source]

  /// Writes the lists of all terms of all sources, in the order of their bytes.
  func write(postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    var open: [(source: Source, cursor: TermCursor)] = []
    for source in sources {
      let cursor = try source.reader.terms.cursor()
      if try cursor.next() { open.append((source, cursor)) }
    }
    while let least = open.map(\.cursor.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
      for (source, cursor) in open where cursor.term == least {
        try copy(cursor.entry, from: source, to: postings)
      }
      try dictionary.add(least, postings.finishTerm())
      for index in open.indices.reversed() where open[index].cursor.term == least {
        if try !open[index].cursor.next() { open.remove(at: index) }
      }
    }
  }

  private func copy(_ entry: TermEntry?, from source: Source, to postings: PostingsWriter) throws {
    guard let entry else { return }
    let list = source.reader.postings(of: entry)
    while case let document = try list.next(), document != .exhausted {
      // Both are below 2^31.
      unsafe try postings.add(document &+ source.base, positions: list.positions())
    }
  }
}
