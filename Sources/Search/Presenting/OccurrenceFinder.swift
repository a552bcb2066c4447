import Query
import TextAnalysis

/// Finds the first place in a text where a term, phrase or prefix of a query stands.
struct OccurrenceFinder {
  /// What is looked for: terms in a row, the last one perhaps only the beginning of one.
  private struct Pattern {
    var terms: [[UInt8]]
    var isPrefix: Bool
  }

  /// A pattern whose first terms have been seen.
  private struct Partial {
    var pattern: Int
    var seenCount: Int
    var start: Int
  }

  /// The start of a phrase is as good a place as all of it, and this bounds the work.
  private static let maximumPatternLength = 8
  /// How much of a text is looked at.
  static let maximumByteCount = 1 << 20

  private var patterns: [Pattern] = []
  /// Whether a pattern begins with this byte: most words of a text are done with by this.
  private var isFirstByte = [Bool](repeating: false, count: 256)
  private let analyzer = Analyzer()
  private let batch = TokenBatch()

  init(_ plan: PlanNode) {
    collect(plan)
  }

  private mutating func collect(_ node: PlanNode) {
    switch node {
    case .nothing: break
    case .phrase(let phrase) where !phrase.isTitleOnly:
      let terms = Array(phrase.terms.prefix(Self.maximumPatternLength))
      add(Pattern(terms: terms, isPrefix: false))
    case .prefix(let prefix) where !prefix.isTitleOnly:
      add(Pattern(terms: [prefix.prefix], isPrefix: true))
    case .phrase, .prefix: break
    case .boolean(let clauses):
      for clause in clauses where clause.occur != .prohibited { collect(clause.node) }
    }
  }

  private mutating func add(_ pattern: Pattern) {
    patterns.append(pattern)
    if let first = pattern.terms[0].first { isFirstByte[Int(first)] = true }
  }

  /// The bytes of the first occurrence: the one that ends first.
  func firstOccurrence(in text: [UInt8]) -> Range<Int>? {
    guard !patterns.isEmpty else { return nil }
    return unsafe text.withUnsafeBytes { bytes in
      let head = unsafe UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.maximumByteCount))
      var partials: [Partial] = []
      var offset = 0
      while offset < head.count {
        offset = unsafe analyzer.analyze(head, from: offset, into: batch)
        for token in 0..<batch.count {
          if let found = step(token, &partials) { return found }
        }
      }
      return nil
    }
  }

  /// Takes in the next token of the text.
  private func step(_ token: Int, _ partials: inout [Partial]) -> Range<Int>? {
    // A batch has a start and an end, and a first and a last byte of the term, for each of its tokens.
    let start = unsafe Int(batch.starts[token])
    let end = unsafe Int(batch.ends[token])
    let termStart = unsafe Int(batch.termOffsets[token])
    let termEnd = unsafe Int(batch.termOffsets[token + 1])
    let term = unsafe UnsafeBufferPointer(start: batch.termBytes + termStart, count: termEnd - termStart)

    var found: Int?
    partials.removeAll { partial in
      let pattern = patterns[partial.pattern]
      guard unsafe pattern.terms[partial.seenCount].elementsEqual(term) else { return true }
      if partial.seenCount + 1 == pattern.terms.count { found = min(found ?? partial.start, partial.start) }
      return false
    }
    if let found { return found..<end }
    for index in partials.indices { partials[index].seenCount += 1 }
    guard let first = unsafe term.first, isFirstByte[Int(first)] else { return nil }
    for (index, pattern) in patterns.enumerated() {
      let first = pattern.terms[0]
      guard unsafe pattern.isPrefix ? term.starts(with: first) : first.elementsEqual(term) else { continue }
      if pattern.terms.count == 1 { return start..<end }
      partials.append(Partial(pattern: index, seenCount: 1, start: start))
    }
    return nil
  }
}
