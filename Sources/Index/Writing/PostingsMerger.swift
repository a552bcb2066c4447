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
    try merge(\.terms, postings: postings, dictionary: dictionary) { try $0.copyTerm(to: postings) }
  }

  /// Writes the lists of all phrases of all sources, whose common terms are the same.
  func writePhrases(postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    try merge(\.phrases, postings: postings, dictionary: dictionary) { try $0.copyPhrase(to: postings) }
  }

  private func merge(
    _ terms: KeyPath<SegmentReader, TermDictionary>, postings: PostingsWriter, dictionary: TermDictionaryWriter,
    copy: (MergeSource) throws -> Void
  ) throws {
    let open = try sources.map { source in
      try MergeSource(source, terms: source.reader[keyPath: terms].cursor())
    }
    var queue = MergeQueue(try open.filter { try $0.next() })
    while let first = queue.first {
      let key = first.key
      // Those that have the term come one after the other, in the order of their documents.
      while let source = queue.first, source.key == key {
        try copy(source)
        if try source.next() { queue.replaceFirst() } else { queue.removeFirst() }
      }
      try dictionary.add(key.dropFirst(), postings.finishTerm())
    }
  }
}
