import ArgumentParser

/// The first argument, which says what to do.
enum CommandName {
  /// Those that there are.
  static let all = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

  /// How many letters may be wrong in a name that is meant as another.
  private static let greatestDistance = 2

  /// Refuses a word that is no command's name, as the parser would, but says what to write instead.
  ///
  /// - Parameter argument: the first argument; options are left to the parser.
  /// - Throws: `CommandError`.
  static func check(_ argument: String) throws(CommandError) {
    let isOption = argument.utf8.first == UInt8(ascii: "-") && !ExclusionMark.isNeeded(for: argument)
    guard !isOption, !all.contains(argument) else { return }
    throw CommandError("there is no command '\(argument)'; \(remedy(for: argument))")
  }

  private static func remedy(for argument: String) -> String {
    if !argument.isEmpty, !argument.utf8.allSatisfy(isLetter) {
      return "to search: quo search \(ShellWord.quoted(argument))"
    }
    if let name = nearest(to: argument) { return "did you mean \(name)?" }
    return "the commands are \(all.joined(separator: ", "))"
  }

  private static func nearest(to argument: String) -> String? {
    all.map { (name: $0, distance: editDistance($0, argument, atMost: greatestDistance)) }
      .filter { $0.distance <= greatestDistance }
      .min { $0.distance < $1.distance }?.name
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// How many bytes have to be put in, left out or replaced to make one word of the other (Levenshtein, 1965), as far as
  /// that may be `limit`: beyond, any number above it.
  private static func editDistance(_ left: String, _ right: String, atMost limit: Int) -> Int {
    let (left, right) = (left.utf8, Array(right.utf8.prefix(left.utf8.count + limit + 1)))
    // The distances of the part of `left` so far to each beginning of `right`.
    var distances = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var diagonal = distances[0]
      distances[0] = row + 1
      for (column, other) in right.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = distances[column + 1]
        distances[column + 1] = min(replaced, diagonal + 1, distances[column] + 1)
      }
    }
    return distances[right.count]
  }
}
