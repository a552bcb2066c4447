import Index
import Ingest
import JSON
import SearchAPI

extension Snapshot {
  /// Files that are read from the database at a time.
  private static let portion = 1_000

  /// What the user's rules ask for is not told.
  private static let reasonsByRule = Set(SkipReason.allCases.filter(\.isByRule).map(\.description))

  /// What was not taken in: by the build of the index, as far as nothing is known of those files since, and of the files that were
  /// looked at later.
  ///
  /// - Parameter checkpoint: called every so many files, to throw where there is no point in going on.
  /// - Returns: counts and items, those of the build first.
  /// - Throws: `IndexError.damaged`, `LMDBError`, and what `checkpoint` throws.
  func skippedSources(checkpoint: () throws -> Void) throws -> Index.SkippedSources {
    var result = Index.SkippedSources()
    var counts: [String: Int] = [:]
    let built = try skipped()
    for item in built.items where try file(at: item.path) == nil {
      counts[item.reason, default: 0] += 1
      result.add(item)
    }
    var last: FileEntry?
    while true {
      let files = try files(withPrefix: [], after: last, limit: Self.portion)
      for file in files where !file.skipReason.isEmpty && !Self.reasonsByRule.contains(file.skipReason) {
        counts[file.skipReason, default: 0] += 1
        result.add(Index.SkippedSources.Item(path: file.path, reason: file.skipReason))
      }
      guard files.count == Self.portion else { break }
      last = files.last
      try checkpoint()
    }
    // Those of the build that found no room in its list are counted all the same.
    let unlisted = built.count - built.items.count
    if unlisted > 0 { result.add(.init(reason: "", count: unlisted, isByRule: false)) }
    for (reason, count) in counts { result.add(.init(reason: reason, count: count, isByRule: false)) }
    return result
  }
}

extension SearchAPI.SkippedSources {
  /// The list as a client gets it.
  ///
  /// - Parameters:
  ///   - skipped: all that was skipped.
  ///   - limit: how many of them are named at most.
  ///   - room: how many bytes the names may take, which becomes less by what they do.
  init(_ skipped: Index.SkippedSources, limit: Int = .max, room: inout Int) {
    var items: [SkippedSource] = []
    for item in skipped.items.prefix(limit) {
      let source = SkippedSource(
        path: DocumentPath(bytes: item.path), line: item.line > 0 ? item.line : nil,
        column: item.column > 0 ? item.column : nil, reason: item.reason,
        detail: item.detail.isEmpty ? nil : item.detail)
      var writer = JSONWriter()
      source.write(to: &writer)
      room -= writer.bytes.count + 1
      guard room >= 0 else { break }
      items.append(source)
    }
    self.init(count: skipped.count, items: items)
  }
}
