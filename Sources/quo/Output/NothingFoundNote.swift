import SearchAPI
import Terminal

/// Says why a query finds nothing, as far as counting its words tells, and what may find something.
struct NothingFoundNote {
  /// The lines, without line feeds.
  private var lines: [String]

  /// Asks the daemon about the words of a query that has found nothing.
  ///
  /// - Parameters:
  ///   - query: the query.
  ///   - command: the command that was given it.
  ///   - daemon: whom to ask. What it refuses to tell is left out.
  init(_ query: QueryOptions, command: String, asking daemon: inout DaemonConnection) {
    lines = ["no document matches"]
    guard let words = QueryWords(query.text), !words.all.isEmpty else { return }
    var request = query.countRequest
    func count(_ text: String, _ defaultOperator: DefaultOperator = .and) -> Int? {
      request.query = text
      request.defaultOperator = defaultOperator
      return try? daemon.answer(to: request, timeoutMilliseconds: request.timeoutMilliseconds).count
    }
    let unknown = words.all.filter { count("\"\($0)\"") == 0 }
    if !unknown.isEmpty {
      let place = query.searchField == .title ? "title" : "document"
      lines.append("  no \(place) has \(unknown.map { TerminalText.line($0) }.joined(separator: ", "))")
    }
    guard words.all.count > 1, unknown.count < words.all.count else { return }
    let plain = words.all.map(ShellWord.quoted).joined(separator: " ")
    if words.hasPhrase, unknown.isEmpty, let together = count(words.all.joined(separator: " ")), together > 0 {
      lines.append("  \(Self.have(together)) all of the words, not as a phrase: quo \(command) \(plain)")
    } else if !query.any, let some = count(words.all.joined(separator: " "), .or), some > 0 {
      lines.append("  \(Self.have(some)) some of the words: quo \(command) --any \(plain)")
    }
  }

  /// Prints it to the standard error.
  func print() {
    try? StandardStream.error.put(lines.map { TerminalText.literal($0) + "\n" }.joined())
  }

  private static func have(_ count: Int) -> String {
    "\(Quantity.count(count, "document", "documents")) \(count == 1 ? "has" : "have")"
  }
}
