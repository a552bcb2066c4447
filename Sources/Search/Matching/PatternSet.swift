/// All that a query looks for in a text, ready to be found.
struct PatternSet {
  let lookup: TermLookup
  let automaton: PhraseAutomaton
  /// How many phrases there are; the patterns behind theirs are the prefixes.
  let phraseCount: Int
  let prefixes: [[UInt8]]

  init(_ tree: MatchTree) {
    lookup = TermLookup(terms: tree.terms, prefixes: tree.prefixes)
    automaton = PhraseAutomaton(phrases: tree.phrases, termCount: tree.terms.count)
    phraseCount = tree.phrases.count
    prefixes = tree.prefixes
  }

  /// How many patterns there are.
  var count: Int { phraseCount + prefixes.count }
}
