/// The ignore files that are in force at one place of a walk: those of the folder and of the folders above it.
struct IgnoreRules {
  private struct Level {
    /// How many bytes of the walk's path lead to the file's folder, the last slash included.
    let baseLength: Int
    let file: IgnoreFile
  }

  /// For each kind of ``IgnoreFile/names``, from the outermost folder inwards.
  private var levels: [[Level]] = Array(repeating: [], count: IgnoreFile.names.count)

  /// Puts an ignore file of a folder in force.
  ///
  /// - Parameters:
  ///   - file: The patterns.
  ///   - kind: The index of its name in ``IgnoreFile/names``.
  ///   - baseLength: The length of the folder's path with the slash at its end.
  mutating func add(_ file: IgnoreFile, kind: Int, baseLength: Int) {
    levels[kind].append(Level(baseLength: baseLength, file: file))
  }

  /// Takes the ignore files of a folder that the walk leaves out of force.
  mutating func leaveFolder(baseLength: Int) {
    for kind in levels.indices {
      while let last = levels[kind].last, last.baseLength >= baseLength { levels[kind].removeLast() }
    }
  }

  /// What the files in force say of an entry: true to leave it out, false to take it in, nil if none says anything.
  func verdict(path: [UInt8], nameStart: Int, isFolder: Bool) -> Bool? {
    for kind in levels {
      for level in kind.reversed() {
        let relative = path.span.extracting(level.baseLength..<path.count)
        let nameStart = nameStart - level.baseLength
        if let verdict = level.file.verdict(relative, nameStart: nameStart, isFolder: isFolder) { return verdict }
      }
    }
    return nil
  }
}
