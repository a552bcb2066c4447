import SearchAPI

/// A line of a concordance.
struct KwicLine {
  /// What matches, and the text around it.
  let match: SearchMatch
  /// Where it comes from.
  let source: HitSource
  /// The line of the file, counted from 1; nil where that is not known.
  let line: Int?
}

extension KwicLine {
  /// A line for every match of documents.
  static func lines(of hits: [SearchHit]) -> [KwicLine] {
    let paths = PathShortener()
    return hits.flatMap { hit in
      let source = HitSource(hit, paths: paths)
      return hit.matches.map { match in
        KwicLine(match: match, source: source, line: LinePosition(match.place?.start, in: hit)?.line)
      }
    }
  }

  /// Its file and line.
  var place: String { source.label + (line.map { ":\($0)" } ?? "") }
}
