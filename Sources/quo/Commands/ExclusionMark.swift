/// Leads arguments such as `-word`, which are parts of a query, past the parser.
///
/// The parser takes what begins with a hyphen as an option, and `-hillary` as `-h`. With U+0000 in front, which no
/// argument of a process can hold, it is a value like any other, wherever it stands.
enum ExclusionMark {
  private static let mark: Unicode.Scalar = "\0"
  private static let (hyphen, equals) = (UInt8(ascii: "-"), UInt8(ascii: "="))

  /// Whether an argument is a part of a query that begins with a hyphen, and no option: options of one hyphen are one
  /// ASCII letter, but for `-n5` and `-n=5`, and what is said with NUL, such as `-l0`.
  static func isNeeded(for argument: String) -> Bool {
    let bytes = argument.utf8
    return bytes.count > 2 && bytes.first == hyphen && bytes.dropFirst().first != hyphen
      && expanded(argument) == nil
  }

  /// The arguments for the parser: exclusions marked, and `-n5` and `-l0` cut into two arguments.
  static func added(to arguments: [String]) -> [String] {
    let optionsEnd = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let marked = arguments[..<optionsEnd].flatMap { argument in
      if let parts = expanded(argument) { return parts }
      return isNeeded(for: argument) ? [String(mark) + argument] : [argument]
    }
    return marked + arguments[optionsEnd...]
  }

  /// A text of the parser's, be it a value or a message that quotes one, as it is without marks.
  static func removed(from text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != mark }))
  }

  /// An argument that is two in one: `-n5`, `-n=5`, `-C5`, `-l0`. What stands behind an equals sign need not be a number,
  /// so that the parser says so.
  private static func expanded(_ argument: String) -> [String]? {
    if ["-l0", "-0l", "-c0", "-0c"].contains(argument) { return argument.dropFirst().map { "-\($0)" } }
    guard argument.hasPrefix("-n") || argument.hasPrefix("-C"), argument.utf8.count > 2 else { return nil }
    let (option, value) = (String(argument.prefix(2)), argument.dropFirst(2))
    if value.utf8.first == equals { return [option, String(value.dropFirst())] }
    let isNumber = value.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber ? [option, String(value)] : nil
  }
}
