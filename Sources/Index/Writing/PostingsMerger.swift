import Postings

/// Merges the posting lists of several segments, whose documents follow each other, into one.
struct PostingsMerger {
  /// A segment to merge.
  struct Source {
    var reader: SegmentReader
    /// What is added to the numbers of its documents.
    var base: DocID
    /// The new number of each document, `exhausted` for a deleted one; nil if none is deleted.
    var numbers: [DocID]?

    /// The new number of a document; nil if it is deleted.
    func number(of document: DocID) -> DocID? {
      guard let numbers else { return document &+ base }
      let number = numbers[Int(document)]
      return number == .exhausted ? nil : number
    }
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
      let entry = try postings.finishTerm()
      // Its documents may all be deleted.
      if entry.documentFrequency > 0 { try dictionary.add(key.dropFirst(), entry) }
    }
  }
}
