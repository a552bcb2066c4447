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
    try merge(\.terms, postings: postings, dictionary: dictionary) { list, document in
      unsafe try postings.add(document, positions: list.positions())
    }
  }

  /// Writes the lists of all phrases of all sources, whose common terms are the same.
  func writePhrases(postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    try merge(\.phrases, postings: postings, dictionary: dictionary) { list, document in
      try postings.add(document, frequency: list.frequency())
    }
  }

  private func merge(
    _ terms: KeyPath<SegmentReader, TermDictionary>, postings: PostingsWriter, dictionary: TermDictionaryWriter,
    copy: (PostingsCursor, DocID) throws -> Void
  ) throws {
    var open: [(source: Source, cursor: TermCursor)] = []
    for source in sources {
      let cursor = try source.reader[keyPath: terms].cursor()
      if try cursor.next() { open.append((source, cursor)) }
    }
    while let least = open.map(\.cursor.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
      for (source, cursor) in open where cursor.term == least {
        guard let entry = cursor.entry else { continue }
        let list = try source.reader.postings(of: entry)
        while case let document = try list.next(), document != .exhausted {
          // Both are below 2^31.
          try copy(list, document &+ source.base)
        }
      }
      try dictionary.add(least, postings.finishTerm())
      for index in open.indices.reversed() where open[index].cursor.term == least {
        if try !open[index].cursor.next() { open.remove(at: index) }
      }
    }
  }
}
