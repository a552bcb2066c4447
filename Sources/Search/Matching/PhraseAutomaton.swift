/// Finds all occurrences of many phrases in one pass over the words of a text, whatever the phrases have in common with
/// themselves and each other.
///
/// Source: Aho, Corasick, "Efficient string matching: an aid to bibliographic search", CACM 18(6), 1975, with the numbers of
/// terms as its alphabet. The time is linear in the number of words and of occurrences.
struct PhraseAutomaton {
  /// What the words just read are: the longest beginning of a phrase that they end with.
  struct State {
    /// How many words that are.
    var depth: Int
    /// The phrase that they make up; nil if only a beginning of one.
    var phrase: Int?
    /// The state of the longest beginning of a phrase that these words end with, but for themselves.
    var failure = 0
    /// The nearest of the failure states that makes up a phrase; the root if none does.
    var nextOutput = 0
    var hasChildren = false
  }

  /// The root, where nothing has been read that matters, is state 0.
  private(set) var states = [State(depth: 0)]
  /// How many words the longest phrase has.
  private(set) var maximumDepth = 0
  /// The state behind the root for each term, or the root.
  private var firstStates: [Int]
  private var children: [Edge: Int] = [:]

  private struct Edge: Hashable {
    var state: Int
    var term: Int
  }

  /// - Parameters:
  ///   - phrases: different sequences of term numbers, none of them empty.
  ///   - termCount: how many terms there are.
  init(phrases: [[Int]], termCount: Int) {
    firstStates = Array(repeating: 0, count: termCount)
    var edges: [(edge: Edge, target: Int)] = []
    for (phrase, terms) in phrases.enumerated() {
      var state = 0
      for term in terms {
        let next = child(of: state, term)
        if next == 0 {
          edges.append((Edge(state: state, term: term), states.count))
          insert(Edge(state: state, term: term))
        }
        state = next == 0 ? states.count - 1 : next
      }
      states[state].phrase = phrase
      maximumDepth = max(maximumDepth, terms.count)
    }
    // The failure of a state depends on those of lesser depth only.
    for (edge, target) in edges.sorted(by: { states[$0.target].depth < states[$1.target].depth }) where edge.state != 0
    {
      let failure = step(from: states[edge.state].failure, term: edge.term)
      states[target].failure = failure
      states[target].nextOutput = states[failure].phrase == nil ? states[failure].nextOutput : failure
    }
  }

  /// The state behind `state` when `term` comes next.
  @inline(__always)
  func step(from state: Int, term: Int) -> Int {
    var state = state
    while state != 0 {
      if states[state].hasChildren, let next = children[Edge(state: state, term: term)] { return next }
      state = states[state].failure
    }
    return firstStates[term]
  }

  /// The state that a phrase goes on to; 0 if none does.
  private func child(of state: Int, _ term: Int) -> Int {
    state == 0 ? firstStates[term] : children[Edge(state: state, term: term)] ?? 0
  }

  private mutating func insert(_ edge: Edge) {
    if edge.state == 0 { firstStates[edge.term] = states.count } else { children[edge] = states.count }
    states[edge.state].hasChildren = true
    states.append(State(depth: states[edge.state].depth + 1))
  }
}
