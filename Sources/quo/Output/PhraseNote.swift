import Terminal

/// Says how to search for a phrase where the shell has taken its quotation marks: `quo search "prime minister"` looks
/// for two words.
struct PhraseNote {
  /// The note, without its line feed.
  let line: String

  /// Makes a note; nil where no argument looks like a phrase.
  ///
  /// - Parameters:
  ///   - arguments: the query's.
  ///   - command: the command that was given them.
  init?(arguments: [String], command: String) {
    guard arguments.contains(where: Self.isPhrase) else { return nil }
    let words = arguments.map {
      ShellWord.quoted(Self.isPhrase($0) ? "\"\(TerminalText.line($0))\"" : TerminalText.literal($0))
    }
    line = "note: for the exact phrase write: quo \(command) \(words.joined(separator: " "))"
  }

  /// Whether an argument is several words, and nothing in it is of the query language.
  private static func isPhrase(_ argument: String) -> Bool {
    let words = argument.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
    return words.count > 1 && words.allSatisfy { isPlain(Substring($0)) }
  }

  private static func isPlain(_ word: Substring) -> Bool {
    let signs: [Unicode.Scalar] = ["+", "-"]
    guard let first = word.unicodeScalars.first, !signs.contains(first) else { return false }
    return !["AND", "OR", "NOT"].contains(word) && !word.unicodeScalars.contains(where: isSyntax)
  }

  private static func isSyntax(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "*", ":": true
    // These are apostrophes too.
    case "\u{2018}", "\u{2019}": false
    default:
      switch scalar.properties.generalCategory {
      // Parentheses and quotation marks.
      case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation: true
      default: false
      }
    }
  }
}
