/// Why words are not stemmed.
public enum StemmingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No language has this name or code.
  case unknownLanguage(String)
  /// The system's libstemmer does not know the language, or there is no memory for it.
  case unavailable(Language)

  /// The message for people.
  public var description: String {
    switch self {
    case .unknownLanguage(let name):
      "there is no stemming for '\(name)'; known are "
        + Language.allCases.map { ([$0.rawValue] + $0.codes.prefix(1)).joined(separator: " or ") }.joined(
          separator: ", ")
    case .unavailable(let language):
      "libstemmer has no stemming for \(language.rawValue); install version 2.2 or newer"
    }
  }
}
