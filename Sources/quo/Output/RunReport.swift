import SearchAPI

/// A run as trec_eval reads it: `qid Q0 docid rank score tag`, one line for each document.
struct RunReport {
  /// The lines, each with its line feed.
  let text: String

  /// Makes a run.
  ///
  /// - Parameters:
  ///   - hits: the documents, best first.
  ///   - offset: how many were passed over.
  ///   - query: the query's id.
  ///   - tag: the run's name.
  init(_ hits: [SearchHit], offset: Int, query: String, tag: String) {
    text = hits.enumerated().map { index, hit in
      "\(query) Q0 \(Self.name(of: hit)) \(offset + index + 1) \(hit.score) \(tag)\n"
    }.joined()
  }

  /// The document's id, else its path or its number. Columns are cut at white space: it is percent-encoded.
  private static func name(of hit: SearchHit) -> String {
    let name = hit.id ?? hit.path?.text ?? ""
    guard !name.isEmpty else { return "\(hit.ordinal)" }
    return name.unicodeScalars.map { scalar in
      guard scalar.properties.isWhitespace || scalar.properties.generalCategory == .control else {
        return String(scalar)
      }
      return scalar.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }.joined()
  }
}
