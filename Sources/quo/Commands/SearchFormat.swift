import ArgumentParser

/// How the answer of a search is printed.
enum SearchFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case human
  /// The daemon's result as one line of JSON.
  case json
  /// A stream of events, each one line of JSON.
  case jsonl
  /// A line for each match, as editors read them.
  case vimgrep
  /// A line for each match, aligned at what matches.
  case kwic
  /// A line for each document, as trec_eval reads them.
  case trec
}
