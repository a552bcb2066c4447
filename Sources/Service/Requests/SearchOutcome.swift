import SearchAPI

/// An answer of `search`, and what had no room in it.
struct SearchOutcome {
  let answer: SearchAnswer
  /// How many hits more than the answer has were found.
  let omittedHitCount: Int
}
