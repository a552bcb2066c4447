import Index
import TextAnalysis

/// One pass over the words of a document.
struct MatchScan {
  /// What was found.
  private(set) var collector: MatchCollector
  /// Whether each pattern stands in the title, and whether it stands in the body.
  private(set) var isInTitle: [Bool]
  private(set) var isInBody: [Bool]

  private let patterns: PatternSet
  private let leaves: LeafTable
  private let watch: Watch

  private var field = DocumentField.title
  /// Whether words count for `title:`.
  private var isTitle = true
  private var state = 0
  /// How many words of the field come before the batch.
  private var wordCount = 0
  /// Where the last words began that may belong to a phrase, at the lower bits of their numbers.
  private var starts: [Int]
  /// Steps since the watch was ticked last.
  private var steps = 0

  init(for patterns: PatternSet, leaves: LeafTable, collector: MatchCollector, watch: Watch) {
    self.patterns = patterns
    self.leaves = leaves
    self.collector = collector
    self.watch = watch
    isInTitle = Array(repeating: false, count: patterns.count)
    isInBody = isInTitle
    var windowSize = 1
    while windowSize < patterns.automaton.maximumDepth { windowSize *= 2 }
    starts = Array(repeating: 0, count: windowSize)
  }

  /// Whether a use of a pattern stands in what was read.
  func isSeen(_ use: MatchTree.Use) -> Bool {
    isInTitle[use.pattern] || !use.isTitleOnly && isInBody[use.pattern]
  }

  /// Reads a field; the title comes first.
  ///
  /// - Throws: `Watch.DeadlinePassed`, `SearchError.cancelled`.
  mutating func read(_ text: [UInt8], field: DocumentField, analyzer: Analyzer, batch: TokenBatch) throws {
    self.field = field
    isTitle = field == .title
    state = 0
    wordCount = 0
    try unsafe text.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        unsafe offset = analyzer.analyze(bytes, from: offset, into: batch)
        readWords(batch)
        // A word takes a tenth of what a tick stands for, and so does each of its occurrences.
        try watch.tick((batch.count + steps) &>> 3)
        steps = 0
      }
    }
  }

  private mutating func readWords(_ batch: TokenBatch) {
    let termBytes = unsafe UnsafePointer(batch.termBytes)
    let termOffsets = unsafe UnsafePointer(batch.termOffsets)
    // The offsets of a batch lie within its bytes, and a term has at least one byte.
    for token in 0..<batch.count {
      let start = unsafe Int(termOffsets[token])
      let length = unsafe Int(termOffsets[token &+ 1]) &- start
      let second = unsafe length > 1 ? termBytes[start &+ 1] : 0
      if unsafe patterns.lookup.mayBegin(termBytes[start], second) {
        let term = unsafe UnsafeRawBufferPointer(start: termBytes + start, count: length)
        let range = unsafe Int(batch.starts[token])..<Int(batch.ends[token])
        unsafe readWord(term, number: wordCount &+ token, range: range)
      } else {
        state = 0
      }
    }
    wordCount += batch.count
  }

  /// Takes in a word that may be one of the query's.
  private mutating func readWord(_ term: UnsafeRawBufferPointer, number: Int, range: Range<Int>) {
    if isTitle, number >= IndexFormat.maximumTitleLength {
      isTitle = false
      state = 0
    }
    // All patterns of a single word have the same span, which is told once.
    var leaf = LeafTable.none
    for (index, prefix) in patterns.prefixes.enumerated() where unsafe term.starts(with: prefix) {
      leaf = min(leaf, see(patterns.phraseCount + index))
    }
    if let known = unsafe patterns.lookup.number(of: term) {
      state = patterns.automaton.step(from: state, term: known)
      starts[number & (starts.count - 1)] = range.lowerBound
      var ending = state
      while ending != 0 {
        let reached = patterns.automaton.states[ending]
        if let phrase = reached.phrase {
          let phraseLeaf = see(phrase)
          if reached.depth == 1 {
            leaf = min(leaf, phraseLeaf)
          } else {
            let first = number &- reached.depth &+ 1
            add(starts[first & (starts.count - 1)]..<range.upperBound, phraseLeaf)
          }
        }
        ending = reached.nextOutput
      }
    } else {
      state = 0
    }
    add(range, leaf)
  }

  /// Notes that a pattern stands here, and gives the leaf that it is told as.
  private mutating func see(_ pattern: Int) -> Int32 {
    steps &+= 1
    if isTitle { isInTitle[pattern] = true } else { isInBody[pattern] = true }
    return leaves[pattern, isTitle]
  }

  private mutating func add(_ range: Range<Int>, _ leaf: Int32) {
    guard leaf != LeafTable.none else { return }
    collector.add(Match(field: field, range: range, leaf: Int(leaf)))
  }
}
