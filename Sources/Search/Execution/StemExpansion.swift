import Index
import Stemming

/// The terms of an index that have a stem.
struct StemExpansion {
  /// How many terms a word may stand for.
  static let limit = 1024

  /// The terms in the order of their bytes, with what each segment says of them.
  let terms: [(term: [UInt8], bound: BoundTerm)]

  /// - Throws: `SearchError.tooManyForms`, what the watch throws, `StemmingError`, and `IndexError` or `PostingsError` for a
  ///   damaged index.
  init(of plan: StemPlan, in snapshot: Snapshot, watch: Watch) throws {
    let stemmer = try Stemmer(plan.language)
    let isOwnStem = stemmer.stem(of: plan.stem) == plan.stem
    var found: [[UInt8]: BoundTerm] = [:]
    for (number, segment) in snapshot.segments.enumerated() {
      func add(_ term: [UInt8], _ entry: TermEntry) {
        let none = BoundTerm(term: term, entries: snapshot.segments.map { _ in nil })
        found[term, default: none].entries[number] = entry
      }
      let dictionary = segment.terms
      let table = segment.attachment("stems of \(plan.language.rawValue)") { StemTable() }
      for candidate in try table.candidates(for: plan.stem, in: dictionary, stemmer: stemmer, watch: watch) {
        try watch.tick()
        let cursor = try dictionary.cursor(at: candidate)
        guard try cursor.next(), let entry = cursor.entry else { continue }
        let term = Array(cursor.term)
        if stemmer.stem(of: term) == plan.stem { add(term, entry) }
      }
      if isOwnStem, let entry = try dictionary.entry(of: plan.stem) { add(plan.stem, entry) }
    }
    guard found.count <= Self.limit else {
      throw SearchError.tooManyForms(
        stem: String(decoding: plan.stem, as: UTF8.self), count: found.count, limit: Self.limit, range: plan.range)
    }
    terms = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }
}
