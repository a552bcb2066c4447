/// A walk through a folder and all below it, in the order of the names' bytes, one entry at a time.
///
/// It never follows a symbolic link, and goes from folder to folder by descriptor, so that nobody can move it elsewhere
/// by swapping a folder for a link. It keeps its own stack, and of the folders on it only the innermost
/// ``openFolderLimit`` open: the others are found again from below through `..`, and by their identity.
struct FolderWalk {
  enum Step {
    /// An entry that is to be read: ``openFile()`` opens it.
    case file(FileKind)
    case skipped(SkipReason)
    case warning(IngestWarning)
  }

  /// How many folders are kept open at most, the root beside.
  static let openFolderLimit = 32

  /// The longest path that is taken in, in bytes: no program can open a longer one by name (`PATH_MAX`, less its NUL).
  static let pathLimit = 4095

  private struct Frame {
    let listing: DirectoryListing
    var next = 0
    /// Nil while more than ``FolderWalk/openFolderLimit`` folders are open further in.
    var descriptor: FileDescriptor?
    let identity: FileIdentity
    /// The bytes of the walk's path that lead here, the slash included.
    let baseLength: Int
  }

  /// The path of what the last step was about.
  private(set) var path: [UInt8]
  private let excluded: Set<FileIdentity>
  private var frames: [Frame] = []
  private var rules = IgnoreRules()
  private var pending: [Step] = []
  private var pseudoFileSystem = PseudoFileSystem()

  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - root: The open folder. Its own name is not held against any rule: the user has named it.
  ///   - path: Its path, with which all paths of the walk begin.
  ///   - excluded: Folders that are left out.
  /// - Throws: `SystemError` where the folder cannot be listed.
  init(root: FileDescriptor, path: [UInt8], excluding excluded: Set<FileIdentity>) throws(SystemError) {
    self.path = path
    self.excluded = excluded
    let identity = try root.status().identity
    let listing = try DirectoryListing(of: root)
    if self.path.last != UInt8(ascii: "/") { self.path.append(UInt8(ascii: "/")) }
    try enter(root, listing, identity)
  }

  /// Goes on to the next entry; nil at the end.
  ///
  /// - Throws: `SystemError` where descriptors or memory have run out: going on would only skip all that is left.
  mutating func next() throws(SystemError) -> Step? {
    while true {
      if let step = pending.popLast() { return step }
      guard let top = frames.last else { return nil }
      guard top.next < top.listing.entries.count else {
        leaveFolder()
        continue
      }
      guard top.descriptor != nil else {
        // It was not found again: what it still holds is given up.
        frames[frames.count - 1].next = top.listing.entries.count
        path.removeLast(path.count - top.baseLength + 1)
        return .skipped(.changedWhileRead)
      }
      frames[frames.count - 1].next += 1
      if let step = try visit(top.listing.entries[top.next], of: top) { return step }
    }
  }

  /// Opens the file of the last step.
  func openFile() throws(SystemError) -> FileDescriptor {
    guard let frame = frames.last, let folder = frame.descriptor else {
      preconditionFailure("the innermost folder of a walk is open")
    }
    return try folder.openFile(Array(path[frame.baseLength...]))
  }
}

// MARK: - Entries

extension FolderWalk {
  /// Looks at one entry; nil where there is nothing to say, because a folder was entered.
  private mutating func visit(_ entry: DirectoryListing.Entry, of frame: Frame) throws(SystemError) -> Step? {
    guard let folder = frame.descriptor else { preconditionFailure("the innermost folder of a walk is open") }
    let name = frame.listing.name(of: entry)
    path.removeLast(path.count - frame.baseLength)
    path.append(contentsOf: name)
    if PrivateFiles.isPrivate(name: name) { return .skipped(.privateFile) }

    var kind = entry.kind
    if kind == .unknown {
      do {
        kind = try folder.status(of: Array(name)).kind
      } catch {
        return .skipped(try SkipReason(openingFailedWith: error))
      }
    }
    switch rules.verdict(path: path, nameStart: frame.baseLength, isFolder: kind == .folder) {
    case true?: return .skipped(.ignored)
    case nil where name.first == UInt8(ascii: "."): return .skipped(.hidden)
    default: break
    }
    guard path.count <= Self.pathLimit else { return .skipped(.tooDeep) }

    switch kind {
    case .regularFile:
      guard let kind = FileKind(name: name) else { return .skipped(.unsupportedType) }
      return .file(kind)
    case .folder:
      do {
        return try enterFolder(Array(name), of: frame, folder)
      } catch {
        return .skipped(try SkipReason(openingFailedWith: error))
      }
    case .symbolicLink: return .skipped(.symbolicLink)
    case .other, .unknown: return .skipped(.notRegularFile)
    }
  }
}

// MARK: - Folders

extension FolderWalk {
  private mutating func enterFolder(
    _ name: [UInt8], of frame: Frame, _ parent: FileDescriptor
  ) throws(SystemError) -> Step? {
    let folder = try parent.openFolder(name)
    let identity = try folder.status().identity
    if excluded.contains(identity) { return .skipped(.excluded) }
    if identity.device != frame.identity.device, pseudoFileSystem.holds(device: identity.device) {
      return .skipped(.specialFileSystem)
    }
    let listing = try DirectoryListing(of: folder)
    if PrivateFiles.isProfile(listing) { return .skipped(.privateFile) }
    path.append(UInt8(ascii: "/"))
    try enter(folder, listing, identity)
    return nil
  }

  private mutating func enter(
    _ folder: FileDescriptor, _ listing: DirectoryListing, _ identity: FileIdentity
  ) throws(SystemError) {
    let baseLength = path.count
    frames.append(Frame(listing: listing, descriptor: folder, identity: identity, baseLength: baseLength))
    let aside = frames.count - 1 - Self.openFolderLimit
    if aside > 0 { frames[aside].descriptor = nil }

    for (kind, name) in IgnoreFile.names.enumerated() where listing.index(of: name) != nil {
      var reader = FileReader(maximumSize: IgnoreFile.maximumSize)
      switch try reader.read(opening: { () throws(SystemError) in try folder.openFile(name) }) {
      case .read:
        rules.add(IgnoreFile(reader.bytes), kind: kind, baseLength: baseLength)
      case .skipped(let reason):
        pending.append(.warning(IngestWarning(path: path + name, message: "has no effect: \(reason)")))
      }
    }
  }

  /// Goes back to the folder above. Where that was set aside and is not above this one any more, it stays closed.
  private mutating func leaveFolder() {
    let left = frames.removeLast()
    rules.leaveFolder(baseLength: left.baseLength)
    guard let parent = frames.last, parent.descriptor == nil else { return }
    if let above = try? left.descriptor?.openFolder(Array("..".utf8)),
      let identity = try? above.status().identity, identity == parent.identity
    {
      frames[frames.count - 1].descriptor = above
    }
  }
}
