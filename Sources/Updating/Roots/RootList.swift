import Index
import JSON
import Platform

/// The roots of an index, in a file of its directory: it outlives the index, which can be made anew from it, and people can
/// read it.
///
///     {"version": 1, "roots": [{"path": "/home/me/articles", "names": false, "excluded": []}]}
///
/// A path that is not UTF-8 is an array of its bytes.
struct RootList: Equatable, Sendable {
  /// The file's name.
  static let fileName = IndexDirectory.rootsFile
  private static let temporaryName = IndexDirectory.rootsFile + ".new"
  private static let maximumSize = 64 << 20
  private static let version: Int64 = 1

  private(set) var roots: [Root] = []

  /// No roots.
  init() {}

  // MARK: Changing

  /// Follows one more path. Roots below it become a part of it; nothing is done if it is a part of one itself, but for
  /// taking it out of what that leaves out.
  mutating func add(_ root: Root) {
    if let outer = self.root(of: root.path) {
      roots[outer].excluded = roots[outer].excluded.filter { !root.holds($0) && !Root(path: $0).holds(root.path) }
      if roots[outer].path == root.path { roots[outer].includesNames = root.includesNames }
    } else {
      roots.removeAll { root.holds($0.path) }
      roots.append(root)
    }
  }

  /// Follows a path no more, or leaves it out of the root that holds it.
  mutating func remove(_ path: [UInt8]) {
    let whole = Root(path: path)
    roots.removeAll { whole.holds($0.path) }
    if let outer = root(of: path) { roots[outer].excluded.insert(path) }
  }

  /// The root that a path belongs to.
  func root(of path: [UInt8]) -> Int? {
    roots.firstIndex { $0.holds(path) }
  }

  // MARK: The file

  /// Reads the list of the index in a directory; an empty one where there is no file.
  ///
  /// - Throws: `RootListError`.
  init(readingFrom directory: String) throws(RootListError) {
    let bytes: [UInt8]
    do throws(SystemError) {
      let file = try FileDescriptor.directory(at: directory.utf8).file(Self.fileName.utf8)
      bytes = try file.read(Self.maximumSize + 1, at: 0)
    } catch {
      if error.isNotFound { return }
      throw Self.error(directory, error.message)
    }
    guard bytes.count <= Self.maximumSize else { throw Self.error(directory, "it is too large") }
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: bytes, limits: JSONLimits())
    } catch {
      throw Self.error(directory, "it is not JSON: \(error)")
    }
    guard case .object(let list) = json, list["version"] == .integer(Self.version),
      case .array(let roots)? = list["roots"]
    else { throw Self.error(directory, "it is not a list of roots of version \(Self.version)") }
    for root in roots {
      guard let root = Root(json: root) else { throw Self.error(directory, "one of the roots is not understood") }
      self.roots.append(root)
    }
  }

  /// Writes the list, in the place of the one that is there, durably.
  ///
  /// - Throws: `SystemError`.
  func write(to directory: String) throws(SystemError) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Self.version)
    writer.name("roots")
    writer.beginArray()
    for root in roots { root.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    let folder = try FileDescriptor.directory(at: directory.utf8)
    do {
      let file = try folder.writableFile(Self.temporaryName.utf8)
      // What an interrupted attempt has left.
      try file.replaceContent(with: [])
      try file.writeAll(writer.bytes + [UInt8(ascii: "\n")])
      try file.sync()
    }
    try folder.move(Self.temporaryName.utf8, to: folder, as: Self.fileName.utf8)
    try folder.sync()
  }

  private static func error(_ directory: String, _ reason: String) -> RootListError {
    RootListError("\(directory)/\(fileName), the list of folders to follow, cannot be read: \(reason)")
  }
}
