import SearchAPI

/// What a search is to print, which decides what the daemon is asked for.
enum SearchOutput: Equatable {
  /// Nothing: the exit status says all.
  case nothing
  /// The files that match.
  case files
  /// The files that match, and how often.
  case counts
  /// Documents or matches.
  case format(SearchFormat)
}

extension SearchOutput {
  /// How many documents where nobody says: as many as can be asked for where a list is to be whole.
  var defaultLimit: Int {
    switch self {
    case .nothing: 1
    case .files, .counts, .format(.jsonl), .format(.vimgrep), .format(.kwic): RequestLimits.lastHit
    case .format(.trec): 1_000
    case .format(.human), .format(.json): 10
    }
  }

  /// How many hits to ask for at once: an answer has a length, and a deadline, within which each of them is made up.
  var pageLength: Int {
    switch self {
    case .nothing, .files, .format(.trec): 1_000
    case .counts, .format: 100
    }
  }

  /// Asks for as much of each hit as is printed.
  ///
  /// - Parameters:
  ///   - request: the request to fill in.
  ///   - snippets: how many snippets the user wants.
  ///   - matches: how many matches he wants.
  ///   - context: how much text around them.
  func prepare(_ request: inout SearchRequest, snippets: Int?, matches: Int?, context: Int?) {
    request.snippets = snippets ?? 0
    request.matches = 0
    request.context = context ?? RequestLimits.defaultContext
    switch self {
    case .nothing: request.total = .none
    case .files, .format(.trec): break
    case .counts: (request.matches, request.context) = (1, 0)
    case .format(.human):
      if context != nil {
        (request.snippets, request.matches) = (0, matches ?? RequestLimits.defaultMatches)
      } else {
        // Matches come title first: a few of them say what to mark there.
        (request.snippets, request.matches) = (snippets ?? RequestLimits.defaultSnippets, matches ?? 4)
        request.context = 100
      }
    case .format(.json):
      request.snippets = snippets ?? RequestLimits.defaultSnippets
      request.matches = matches ?? RequestLimits.defaultMatches
    case .format(.jsonl), .format(.vimgrep), .format(.kwic):
      request.matches = matches ?? Self.allMatches(context: request.context)
    }
  }

  /// So many matches that one document's fit an answer of 1 MiB, whatever their text is.
  static func allMatches(context: Int) -> Int {
    let bytesOfMatch = 200 + 2 * 4 * context
    return min(RequestLimits.matches.upperBound, 800_000 / bytesOfMatch)
  }
}
