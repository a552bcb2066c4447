import Platform

/// A walk through a folder and all below it, in the order of the names' bytes, one entry at a time.
///
/// It never follows a symbolic link, and goes from folder to folder by descriptor, so that nobody can move it elsewhere
/// by swapping a folder for a link. It keeps its own stack, and of the folders on it only the innermost
/// ``openFolderLimit`` open: the others are found again from below through `..`, and by their identity.
struct FolderWalk: ~Copyable {
  enum Step {
    /// A regular file, and how it is read: nil where its name promises no text. ``openFile()`` opens it.
    case file(FileKind?)
    case skipped(SkipReason)
    case warning(IngestWarning)
  }

  /// How many folders are kept open at most, the root beside.
  static let openFolderLimit = 32

  /// The longest path that is taken in, in bytes: no program can open a longer one by name (`PATH_MAX`, less its NUL).
  static let pathLimit = 4095

  private final class Frame {
    let listing: DirectoryListing
    var next = 0
    /// Nil while more than ``FolderWalk/openFolderLimit`` folders are open further in.
    var descriptor: FileDescriptor?
    let identity: FileIdentity
    /// The bytes of the walk's path that lead here, the slash included.
    let baseLength: Int

    init(
      _ descriptor: consuming FileDescriptor, _ listing: DirectoryListing, _ identity: FileIdentity, at baseLength: Int
    ) {
      self.descriptor = consume descriptor
      self.listing = listing
      self.identity = identity
      self.baseLength = baseLength
    }
  }

  /// The path of what the last step was about.
  private(set) var path: [UInt8]
  private let excluded: Set<FileIdentity>
  private let excludedPaths: Set<[UInt8]>
  /// What is looked at; nil for everything.
  private let selection: PathSelection?
  private var frames: [Frame] = []
  private var rules = IgnoreRules()
  private var pending: [Step] = []
  private var pseudoFileSystem = PseudoFileSystem()

  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - root: The open folder. Its own name is not held against any rule: the user has named it.
  ///   - path: Its path, with which all paths of the walk begin.
  ///   - options: What is left out.
  /// - Throws: `SystemError` where the folder cannot be listed.
  init(root: consuming FileDescriptor, path: [UInt8], options: IngestOptions) throws(SystemError) {
    self.path = path
    excluded = options.excludedFolders
    excludedPaths = options.excludedPaths
    selection = options.selection
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
      switch top.descriptor {
      case let folder?:
        top.next += 1
        if let step = try visit(top.listing.entries[top.next - 1], of: top, folder) { return step }
      case nil:
        // It was not found again: what it still holds is given up.
        top.next = top.listing.entries.count
        path.removeLast(path.count - top.baseLength + 1)
        return .skipped(.changedWhileRead)
      }
    }
  }

  /// What the system says of the file of the last step; nil where it is gone.
  func fileStatus() throws(SystemError) -> FileStatus? {
    guard let frame = frames.last else { preconditionFailure("a step comes from a folder") }
    switch frame.descriptor {
    case let folder?: return try folder.status(of: path[frame.baseLength...])
    case nil: preconditionFailure("the innermost folder of a walk is open")
    }
  }

  /// Opens the file of the last step.
  func openFile() throws(SystemError) -> FileDescriptor {
    guard let frame = frames.last else { preconditionFailure("a step comes from a folder") }
    switch frame.descriptor {
    case let folder?: return try folder.file(path[frame.baseLength...])
    case nil: preconditionFailure("the innermost folder of a walk is open")
    }
  }
}

// MARK: - Entries

extension FolderWalk {
  /// Looks at one entry; nil where there is nothing to say, because a folder was entered.
  private mutating func visit(
    _ entry: DirectoryListing.Entry, of frame: Frame, _ folder: borrowing FileDescriptor
  ) throws(SystemError) -> Step? {
    let name = frame.listing.name(of: entry)
    path.removeLast(path.count - frame.baseLength)
    path.append(contentsOf: name)
    if let selection, !selection.leads(to: path) { return nil }
    if excludedPaths.contains(path) { return .skipped(.excluded) }
    if PrivateFiles.isPrivate(name: name) { return .skipped(.privateFile) }

    var kind = entry.kind
    if kind == nil {
      do {
        kind = try folder.status(of: name)?.kind
      } catch {
        return .skipped(try SkipReason(openingFailedWith: error))
      }
    }
    guard let kind else { return .skipped(.changedWhileRead) }
    switch rules.verdict(path: path, nameStart: frame.baseLength, isFolder: kind == .directory) {
    case true?: return .skipped(.ignored)
    case nil where name.first == UInt8(ascii: "."): return .skipped(.hidden)
    default: break
    }
    guard path.count <= Self.pathLimit else { return .skipped(.tooDeep) }

    switch kind {
    case .regularFile: return .file(FileKind(name: name))
    case .directory:
      do {
        return try enterFolder(name, of: frame, folder)
      } catch {
        return .skipped(try SkipReason(openingFailedWith: error))
      }
    case .symbolicLink: return .skipped(.symbolicLink)
    case .socket, .other: return .skipped(.notRegularFile)
    }
  }
}

// MARK: - Folders

extension FolderWalk {
  private mutating func enterFolder(
    _ name: ArraySlice<UInt8>, of frame: Frame, _ parent: borrowing FileDescriptor
  ) throws(SystemError) -> Step? {
    let folder = try parent.directory(name)
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
    _ folder: consuming FileDescriptor, _ listing: DirectoryListing, _ identity: FileIdentity
  ) throws(SystemError) {
    let baseLength = path.count
    let aside = frames.count - Self.openFolderLimit
    if aside > 0 { frames[aside].descriptor = nil }
    for (kind, name) in IgnoreFile.names.enumerated() where listing.index(of: name) != nil {
      var reader = FileReader(maximumSize: IgnoreFile.maximumSize)
      switch try reader.read(opening: { () throws(SystemError) in try folder.file(name) }) {
      case .read:
        rules.add(IgnoreFile(reader.bytes), kind: kind, baseLength: baseLength)
      case .skipped(let reason):
        pending.append(.warning(IngestWarning(path: path + name, message: "has no effect: \(reason)")))
      }
    }
    frames.append(Frame(folder, listing, identity, at: baseLength))
  }

  /// Goes back to the folder above. Where that was set aside and is not above this one any more, it stays closed.
  private mutating func leaveFolder() {
    let left = frames.removeLast()
    rules.leaveFolder(baseLength: left.baseLength)
    guard let parent = frames.last, parent.descriptor == nil else { return }
    if let above = try? left.descriptor?.directory("..".utf8), let identity = try? above.status().identity,
      identity == parent.identity
    {
      parent.descriptor = consume above
    }
  }
}
