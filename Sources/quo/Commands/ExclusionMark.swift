/// Leads arguments such as `-word`, which are parts of a query, past the parser.
///
/// The parser takes what begins with a hyphen as an option, and `-hillary` as `-h`. With U+0000 in front, which no
/// argument of a process can hold, it is a value like any other, wherever it stands.
enum ExclusionMark {
  private static let mark: Unicode.Scalar = "\0"
  private static let (hyphen, equals) = (UInt8(ascii: "-"), UInt8(ascii: "="))

  /// Whether an argument is a part of a query that begins with a hyphen, and no option: options of one hyphen are one
  /// ASCII letter, but for `-n5` and `-n=5`.
  static func isNeeded(for argument: String) -> Bool {
    let bytes = argument.utf8
    return bytes.count > 2 && bytes.first == hyphen && bytes.dropFirst().first != hyphen
      && joinedLimit(in: argument) == nil
  }

  /// The arguments for the parser: exclusions marked, and `-n5` cut into the two arguments `-n` and `5`.
  static func added(to arguments: [String]) -> [String] {
    let optionsEnd = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let marked = arguments[..<optionsEnd].flatMap { argument in
      if let limit = joinedLimit(in: argument) { return ["-n", limit] }
      return isNeeded(for: argument) ? [String(mark) + argument] : [argument]
    }
    return marked + arguments[optionsEnd...]
  }

  /// A text of the parser's, be it a value or a message that quotes one, as it is without marks.
  static func removed(from text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != mark }))
  }

  /// The value of `-n5` and `-n=5`; what stands behind the equals sign need not be a number, so that the parser says so.
  private static func joinedLimit(in argument: String) -> String? {
    let bytes = argument.utf8
    guard bytes.starts(with: "-n".utf8), bytes.count > 2 else { return nil }
    let value = bytes.dropFirst(2)
    if value.first == equals { return String(value.dropFirst()) }
    return value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? String(value) : nil
  }
}
