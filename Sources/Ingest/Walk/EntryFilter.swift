import Platform
import Synchronization

/// Says which entries below a root a walk would leave out by rule, one at a time: for whoever watches folders.
///
/// It errs on the side of letting an entry through: the walk has the last word.
package final class EntryFilter: Sendable {
  /// Folders whose rules are remembered at most.
  private static let folderLimit = 10_000

  private let excludedFolder: FileIdentity?
  private let excludedName: [UInt8]
  /// What is in force in a folder, by its path.
  private let rules = Mutex<[[UInt8]: IgnoreRules]>([:])

  /// Makes a filter that leaves out a folder wherever it is met: the index itself.
  package init(excluding directory: [UInt8]) {
    excludedFolder = FileIdentity(path: directory)
    excludedName = Array(directory[((directory.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])
  }

  /// Whether an entry is left out, and with a folder all below it.
  ///
  /// - Parameters:
  ///   - path: The entry's path, which begins with that of the root.
  ///   - root: The root's path.
  ///   - isFolder: Whether the entry is a folder.
  /// - Returns: False for an ignore file, since what it says concerns others.
  package func isLeftOut(_ path: [UInt8], root: [UInt8], isFolder: Bool) -> Bool {
    let nameStart = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    let name = path[nameStart...]
    if !isFolder, Self.isIgnoreFile(path) { return false }
    if PrivateFiles.isPrivate(name: name) { return true }
    if isFolder, name.elementsEqual(excludedName), let excludedFolder, FileIdentity(path: path) == excludedFolder {
      return true
    }
    let folder = Array(path[..<max(nameStart - 1, 0)])
    let rules = rules.withLock { rules in
      // A folder that is asked about may be another than the one that was known by this path.
      if isFolder { rules[path] = nil }
      return Self.rules(of: folder, root: root, &rules)
    }
    return rules.verdict(path: path, nameStart: nameStart, isFolder: isFolder) ?? (name.first == UInt8(ascii: "."))
  }

  /// Forgets what ignore files said.
  package func clear() {
    rules.withLock { $0 = [:] }
  }

  /// Whether a path is that of an ignore file.
  package static func isIgnoreFile(_ path: [UInt8]) -> Bool {
    let nameStart = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    return IgnoreFile.names.contains { path[nameStart...].elementsEqual($0) }
  }

  private static func rules(
    of folder: [UInt8], root: [UInt8], _ known: inout [[UInt8]: IgnoreRules]
  ) -> IgnoreRules {
    var missing: [[UInt8]] = []
    var current = folder
    var rules = IgnoreRules()
    while true {
      if let found = known[current] {
        rules = found
        break
      }
      missing.append(current)
      guard current.count > root.count, let slash = current.lastIndex(of: UInt8(ascii: "/")) else { break }
      current = Array(current[..<slash])
    }
    if known.count + missing.count > folderLimit { known = [:] }
    for path in missing.reversed() {
      for (kind, name) in IgnoreFile.names.enumerated() {
        let file = path + [UInt8(ascii: "/")] + name
        var reader = FileReader(maximumSize: IgnoreFile.maximumSize)
        let outcome = try? reader.read(opening: { () throws(SystemError) in try FileDescriptor.open(file) })
        if case .read = outcome { rules.add(IgnoreFile(reader.bytes), kind: kind, baseLength: path.count + 1) }
      }
      known[path] = rules
    }
    return rules
  }
}
