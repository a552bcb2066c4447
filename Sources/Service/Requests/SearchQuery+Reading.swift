import Index
import Query
import Search
import SearchAPI
import Stemming
import TextAnalysis

extension SearchQuery {
  /// Reads the query of a request.
  ///
  /// - Throws: `QuerySyntaxError`; `StemmingError` for a language that is not known.
  init(
    reading text: String, defaultOperator: SearchAPI.DefaultOperator, field: SearchField?, stem: String?,
    isStrict: Bool
  ) throws {
    let parserOperator: Query.DefaultOperator =
      switch defaultOperator {
      case .and: .and
      case .or: .or
      }
    let parserField: QueryField? =
      switch field {
      case .title: .title
      case nil: nil
      }
    let options = QueryOptions(defaultOperator: parserOperator, field: parserField, isStrict: isStrict)
    let stemmer = try stem.map { try Stemmer(Language(named: $0)) }
    self.init(try QueryParser(options: options).parse(text), stemmer: stemmer)
  }

  /// What the client is told about its query, and about the index that it asks.
  func warnings(about snapshot: Snapshot) -> [SearchAPI.QueryWarning] {
    var result = warnings.map {
      SearchAPI.QueryWarning(message: $0.message, start: $0.range.lowerBound, end: $0.range.upperBound)
    }
    if snapshot.manifest.analyzerFingerprint != Analyzer.fingerprint {
      result.append(SearchAPI.QueryWarning(message: "\(IndexError.analyzerMismatch)", start: 0, end: 0))
    }
    return result
  }
}
