/// The patterns of one ignore file.
package struct IgnoreFile: Sendable {
  /// The names of ignore files, the one that counts most first: its patterns decide before any of the next kind are
  /// asked, in whatever folder they stand.
  package static let names = [".quoignore", ".ignore", ".gitignore"].map { Array($0.utf8) }

  /// The largest ignore file that is read, in bytes: each entry of a folder is held against each pattern.
  package static let maximumSize = 1 << 18

  private let patterns: [IgnorePattern]

  /// Reads the bytes of a file. Nothing in it is an error: what is no pattern matches nothing.
  package init(_ bytes: [UInt8]) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    patterns = bytes[(hasMark ? 3 : 0)...].split(separator: UInt8(ascii: "\n")).compactMap { line in
      IgnorePattern(line: line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  /// What the file says of an entry: true to leave it out, false to take it in, nil if no pattern matches.
  ///
  /// The last pattern that matches decides. The parameters are those of
  /// ``IgnorePattern/matches(_:nameStart:isFolder:)``.
  package func verdict(_ path: Span<UInt8>, nameStart: Int, isFolder: Bool) -> Bool? {
    for pattern in patterns.reversed() where pattern.matches(path, nameStart: nameStart, isFolder: isFolder) {
      return !pattern.isNegated
    }
    return nil
  }
}
