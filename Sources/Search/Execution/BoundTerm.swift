import Index

/// A term with what the segments of one snapshot say of it.
struct BoundTerm {
  /// The term.
  var term: [UInt8]
  /// One for each segment; nil where the term does not occur.
  var entries: [TermEntry?]

  /// In how many documents of all segments it occurs.
  var documentFrequency: Int { entries.documentFrequency }
}

extension [TermEntry?] {
  /// In how many documents of all segments a term occurs.
  var documentFrequency: Int { reduce(0) { $0 + ($1?.documentFrequency ?? 0) } }
}
