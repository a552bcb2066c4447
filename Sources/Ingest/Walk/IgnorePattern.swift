/// One line of an ignore file, in the syntax of gitignore.
package struct IgnorePattern: Sendable {
  /// What stands between two slashes.
  private enum Part: Sendable {
    /// `**`: any number of folders, none included.
    case anyFolders
    case name(Glob)
  }

  private enum Matcher: Sendable {
    /// A pattern without a slash: it is held against the last name of the path, at any depth.
    case lastName(Glob)
    /// It is held against the whole path from the ignore file's folder on.
    case path([Part])
  }

  /// The pattern begins with `!`: what matches is taken in again.
  package let isNegated: Bool
  private let isForFoldersOnly: Bool
  private let matcher: Matcher

  /// Reads a line without its line end; nil for a comment, a blank line and a pattern that cannot match anything.
  package init?(line: ArraySlice<UInt8>) {
    guard line.first != UInt8(ascii: "#") else { return nil }
    var pattern = line.prefix(Self.endWithoutTrailingSpaces(of: line) - line.startIndex)
    isNegated = pattern.first == UInt8(ascii: "!")
    if isNegated { pattern.removeFirst() }
    isForFoldersOnly = pattern.last == UInt8(ascii: "/")
    if isForFoldersOnly { pattern.removeLast() }
    guard !pattern.isEmpty else { return nil }

    let hasSlash = pattern.contains(UInt8(ascii: "/"))
    if pattern.first == UInt8(ascii: "/") { pattern.removeFirst() }
    var parser = GlobParser(pattern)
    guard let parts = parser.parse() else { return nil }
    matcher = hasSlash ? .path(Self.path(of: parts)) : .lastName(Glob(parts[0]))
  }

  /// Holds the pattern against an entry.
  ///
  /// - Parameters:
  ///   - path: The entry's path from the folder of the ignore file on, such as `a/b.txt`.
  ///   - nameStart: Where in `path` its last name begins.
  ///   - isFolder: The entry is a folder, not a symbolic link to one.
  /// - Returns: Whether it matches.
  package func matches(_ path: Span<UInt8>, nameStart: Int, isFolder: Bool) -> Bool {
    guard isFolder || !isForFoldersOnly else { return false }
    switch matcher {
    case .lastName(let glob): return glob.matches(path.extracting(nameStart..<path.count))
    case .path(let parts): return Self.matches(parts, path)
    }
  }

  /// Spaces at the end do not count, unless a backslash stands before them.
  private static func endWithoutTrailingSpaces(of line: ArraySlice<UInt8>) -> Int {
    var end = line.startIndex
    var place = line.startIndex
    while place < line.endIndex {
      let byte = line[place]
      place += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte != UInt8(ascii: " ") { end = min(place, line.endIndex) }
    }
    return end
  }

  private static func path(of parts: [[Glob.Token]]) -> [Part] {
    var path: [Part] = []
    var endsInAnyFolders = false
    for tokens in parts {
      let isAnyFolders = tokens.count > 1 && tokens.allSatisfy { if case .anyBytes = $0 { true } else { false } }
      if !isAnyFolders { path.append(.name(Glob(tokens))) } else if !endsInAnyFolders { path.append(.anyFolders) }
      endsInAnyFolders = isAnyFolders
    }
    // `a/**` is everything inside `a`, not `a` itself.
    if endsInAnyFolders { path.insert(.name(.anything), at: path.count - 1) }
    return path
  }

  /// As in ``Glob``, one place to go back to is enough: the last `**`.
  private static func matches(_ parts: [Part], _ path: Span<UInt8>) -> Bool {
    var part = 0
    var start = 0
    var retry: (start: Int, part: Int)?
    while start < path.count {
      let end = endOfName(in: path, from: start)
      if part < parts.count, case .anyFolders = parts[part] {
        part += 1
        retry = (start, part)
      } else if part < parts.count, case .name(let glob) = parts[part], glob.matches(path.extracting(start..<end)) {
        part += 1
        start = end + 1
      } else if let last = retry {
        start = endOfName(in: path, from: last.start) + 1
        part = last.part
        retry = (start, part)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .anyFolders = $0 { true } else { false } }
  }

  private static func endOfName(in path: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
    return end
  }
}
