import Index
import JSON
import SearchAPI

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
