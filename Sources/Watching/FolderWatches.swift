import Platform

/// What is watched: the roots, the folders in them, and what has changed there and is still to be told.
///
/// Each folder is watched first and listed then, so that nothing that comes into it is missed. What is told of a path is what
/// stands there when it is told; so it does not matter in which order things have happened, or that a path is looked at too
/// often. All of it belongs to one thread.
final class FolderWatches {
  let options: WatchOptions
  private let isLeftOut: Watcher.Filter

  /// By their paths without a slash at the end.
  private(set) var roots: [[UInt8]: WatchedRoot] = [:]
  private(set) var pending = PendingChanges()
  private let nameRoom: NameRoom
  /// Nil where the system tells nothing of changes.
  private var table: WatchTable?
  private var visits: [FolderVisit] = []
  private var networkFileSystem = NetworkFileSystem()
  private var nextRootCheck = 0
  /// Whether all that the kernel had to tell was read when last asked.
  private var hasReadAll = true

  init(options: WatchOptions, isLeftOut: @escaping Watcher.Filter) {
    self.options = options
    self.isLeftOut = isLeftOut
    nameRoom = NameRoom(options.maximumNames)
  }

  /// What can be read where there is news.
  var descriptor: Int32? { table?.descriptor }

  /// Whether there is work that waits for nothing.
  var isBusy: Bool { !visits.isEmpty || table?.hasAbandoned == true }

  /// How many folders are watched.
  var watchCount: Int { table?.count ?? 0 }
}

// MARK: - Roots

extension FolderWatches {
  /// Watches a root from now on, if it is not watched already.
  func addRoot(_ path: [UInt8], at now: Int) {
    let key = Self.key(path)
    guard roots[key] == nil else { return }
    let root = WatchedRoot(path: path)
    roots[key] = root
    begin(root, at: now)
  }

  /// Watches a root no more, and forgets what was still to be told of it.
  func removeRoot(_ path: [UInt8]) {
    guard let root = roots.removeValue(forKey: Self.key(path)) else { return }
    leave(root)
  }

  /// Goes through a root anew, so that what is left out is asked again.
  func rescanRoot(_ path: [UInt8], at now: Int) {
    guard let root = roots[Self.key(path)], root.state != .vanished else { return }
    restart(root, .requested, at: now)
  }

  private static func key(_ path: [UInt8]) -> [UInt8] {
    var path = path
    while path.count > 1, path.last == WatchedPath.slash { path.removeLast() }
    return path
  }

  /// Looks at what depends on the time: whether the roots are where they were, and which are to be looked through.
  func checkRoots(at now: Int) {
    for root in roots.values where root.obstacle != nil && root.state == .watched && now >= root.nextRescan {
      restart(root, .interval, at: now)
    }
    guard now >= nextRootCheck else { return }
    nextRootCheck = now + options.rootInterval
    for root in roots.values { check(root, at: now) }
  }

  /// When ``checkRoots(at:)`` has something to do.
  var nextCheckTime: Int {
    roots.values.lazy.filter { $0.obstacle != nil }.map(\.nextRescan).reduce(nextRootCheck, min)
  }

  private func check(_ root: WatchedRoot, at now: Int) {
    let status = Self.status(of: root)
    switch root.state {
    case .waiting: return
    case .vanished: if status != nil { restart(root, .returned, at: now) }
    case .watched where root.isFile:
      guard status != root.fileStatus, let top = root.top, let name = top.onlyName else { return }
      root.fileStatus = status
      pending.add(.otherChange, name, of: top, at: now)
    case .watched:
      guard status?.identity != root.identity else { return }
      restart(root, .returned, at: now)
    }
  }

  /// What stands where a root should be; nil where that is neither a folder nor a file.
  private static func status(of root: WatchedRoot) -> FileStatus? {
    let status = try? FileStatus(path: root.path)
    return status?.kind == .directory || status?.kind == .regularFile ? status : nil
  }

  /// Begins to go through a root.
  private func begin(_ root: WatchedRoot, at now: Int) {
    guard let status = Self.status(of: root) else { return vanish(root, at: now) }
    root.state = .watched
    root.identity = status.identity
    root.fileStatus = status.kind == .regularFile ? status : nil
    root.obstacle = nil
    do throws(SystemError) {
      if table == nil { table = try WatchTable(limit: options.maximumWatches) }
    } catch {
      return meet(.unavailable(error.message), in: root, at: now)
    }
    networkFileSystem = NetworkFileSystem()
    look(forNetworkAt: status.identity.device, of: root, at: now)
    let top: WatchedFolder
    if status.kind == .directory {
      top = WatchedFolder(root: root, base: WatchedPath.base(of: root.path), room: nameRoom)
    } else {
      // An editor puts another file in its place: the folder is what has to be watched.
      let (folder, name) = WatchedPath.split(FileSystem.resolvedPath(of: root.path) ?? root.path)
      top = WatchedFolder(root: root, base: WatchedPath.base(of: folder), onlyName: name, room: nameRoom)
    }
    root.top = top
    addVisit(FolderVisit(folder: top, parent: nil, name: [], tellsFiles: false))
  }

  /// Has a root gone through anew, once it is time to tell something.
  private func restart(_ root: WatchedRoot, _ reason: RescanReason, at now: Int) {
    leave(root)
    root.state = .waiting
    root.change = .rescan(reason)
    pending.touch(at: now)
  }

  private func vanish(_ root: WatchedRoot, at now: Int) {
    leave(root)
    root.obstacle = nil
    root.state = .vanished
    root.change = .vanished
    pending.touch(at: now)
  }

  /// Lets go of all that is known of a root.
  private func leave(_ root: WatchedRoot) {
    if let top = root.top { detach(top) }
    root.top = nil
    pending.removeAll(of: root)
  }

  /// Takes in that a root cannot be watched as a whole.
  private func meet(_ obstacle: RescanReason, in root: WatchedRoot, at now: Int) {
    root.obstacle = obstacle
    root.nextRescan = now + options.rescanInterval
    // What has been said once is not said again at every interval.
    if root.change != .rescan(.interval) { root.change = .rescan(obstacle) }
    pending.touch(at: now)
  }

  private func look(forNetworkAt device: UInt64, of root: WatchedRoot, at now: Int) {
    guard root.obstacle == nil, let type = networkFileSystem.typeName(ofDevice: device) else { return }
    meet(.networkFileSystem(type: type), in: root, at: now)
  }

  /// Goes through all roots anew, with watches of which nothing was lost.
  private func reset(at now: Int) {
    for root in roots.values where root.state == .watched { restart(root, .queueOverflow, at: now) }
    for root in roots.values where root.state == .vanished { leave(root) }
    table = nil
  }
}

// MARK: - Folders

extension FolderWatches {
  /// Visits folders until a time.
  func work(until end: Int, clock: () -> Int) {
    var now = clock()
    while now < end, let visit = visits.popLast() {
      visit.folder.root.unvisitedFolders -= 1
      if !visit.folder.isDetached { perform(visit, at: now) }
      now = clock()
    }
    // Folders that have only moved have their watches back by then.
    if visits.isEmpty { table?.endAbandoned() }
  }

  private func addVisit(_ visit: FolderVisit) {
    visit.folder.root.unvisitedFolders += 1
    visits.append(visit)
  }

  private func perform(_ visit: FolderVisit, at now: Int) {
    let (folder, root) = (visit.folder, visit.folder.root)
    if case .tooManyFolders = root.obstacle { return visit.forget() }
    do throws(SystemError) {
      try table?.watch(folder, followsLink: visit.parent == nil)
    } catch {
      if error.meansNoSpace || error == .noMemory {
        meet(.tooManyFolders(watched: watchCount), in: root, at: now)
      } else if visit.parent == nil {
        return vanish(root, at: now)
      }
      return visit.forget()
    }
    guard folder.onlyName == nil else { return }
    do throws(SystemError) {
      let listing = try FolderListing(of: folder, followsLink: visit.parent == nil)
      look(forNetworkAt: listing.device, of: root, at: now)
      take(listing, of: visit, at: now)
    } catch {
      if error.isExhaustion {
        meet(.unavailable(error.message), in: root, at: now)
      } else if visit.parent == nil {
        vanish(root, at: now)
      } else {
        detach(folder)
        visit.forget()
      }
    }
  }

  private func take(_ listing: FolderListing, of visit: FolderVisit, at now: Int) {
    let folder = visit.folder
    for name in listing.files {
      if visit.tellsFiles { note(.appeared, name, of: folder, isFolder: false, at: now) } else { folder.tell(name) }
      // There may be too much to tell.
      guard !folder.isDetached else { return }
    }
    for name in listing.folders where folder.folders[name] == nil {
      guard isWatched(name, of: folder, isFolder: true) else { continue }
      if visit.tellsFiles { note(.appeared, name, of: folder, isFolder: true, at: now) } else { folder.tell(name) }
      guard !folder.isDetached else { return }
      enter(name, of: folder, tellsFiles: visit.tellsFiles)
    }
  }

  private func enter(_ name: [UInt8], of folder: WatchedFolder, tellsFiles: Bool) {
    let inner = WatchedFolder(
      root: folder.root, base: folder.base + name + [WatchedPath.slash], room: nameRoom)
    folder.folders[name] = inner
    addVisit(FolderVisit(folder: inner, parent: folder, name: name, tellsFiles: tellsFiles))
  }

  /// Forgets a folder that is not there any more, and all below it.
  private func detach(_ folder: WatchedFolder) {
    var stack = [folder]
    while let next = stack.popLast() {
      table?.unwatch(next)
      stack += next.detach()
    }
  }

  /// Whether an entry counts: it is not left out, and is not a root itself, which has its own watches.
  private func isWatched(_ name: [UInt8], of folder: WatchedFolder, isFolder: Bool) -> Bool {
    guard folder.onlyName == nil else { return true }
    let path = folder.path(of: name)
    return roots[path] == nil && !isLeftOut(path, folder.root.path, isFolder)
  }

  private func note(
    _ event: PendingChanges.Event, _ name: [UInt8], of folder: WatchedFolder, isFolder: Bool, at now: Int
  ) {
    guard isFolder || isWatched(name, of: folder, isFolder: false) else { return }
    pending.add(event, name, of: folder, at: now)
    guard pending.count > options.maximumPaths else { return }
    if let root = roots.values.max(by: { pending.count(of: $0) < pending.count(of: $1) }) {
      restart(root, .tooManyChanges, at: now)
    }
  }
}

// MARK: - Events

extension FolderWatches {
  /// Takes in what the kernel has told so far, but not without end.
  func readEvents(at now: Int) {
    hasReadAll = true
    for _ in 0..<64 {
      guard let table else { return }
      do throws(SystemError) {
        var events = try table.nextEvents()
        guard let first = events.next() else { return }
        handle(first, at: now)
        while let event = events.next() { handle(event, at: now) }
      } catch {
        reset(at: now)
      }
    }
    hasReadAll = false
  }

  /// Takes in one event, which may be anything.
  func handle(_ event: InotifyEvent, at now: Int) {
    if event.kinds.contains(.queueOverflow) { return reset(at: now) }
    for folder in table?.folders(of: event.watch) ?? [] where !folder.isDetached {
      if event.name.isEmpty {
        handleSelf(event.kinds, of: folder, at: now)
      } else if WatchedPath.isName(event.name), folder.onlyName == nil || folder.onlyName == event.name {
        handle(event, in: folder, at: now)
      }
    }
    if event.kinds.contains(.watchEnded) { table?.watchEnded(event.watch) }
  }

  private func handleSelf(_ kinds: InotifyEvent.Kinds, of folder: WatchedFolder, at now: Int) {
    let isTop = folder === folder.root.top
    if isTop, !kinds.isDisjoint(with: [.selfDeleted, .selfMoved, .unmounted, .watchEnded]) {
      // Another may stand there, even with the same number.
      restart(folder.root, .returned, at: now)
    } else if kinds.contains(.unmounted) {
      restart(folder.root, .unmounted, at: now)
    }
  }

  private func handle(_ event: InotifyEvent, in folder: WatchedFolder, at now: Int) {
    let (kinds, name) = (event.kinds, event.name)
    // A root that is a file and was gone.
    if folder.root.state == .vanished { return restart(folder.root, .returned, at: now) }
    if kinds.contains(.isFolder), folder.onlyName == nil { return handleFolder(kinds, name, in: folder, at: now) }

    if let inner = folder.folders.removeValue(forKey: name) {
      // That the folder is gone must have been among what was lost.
      detach(inner)
      note(.lostFolder, name, of: folder, isFolder: true, at: now)
    }
    let change: PendingChanges.Event =
      if !kinds.isDisjoint(with: [.deleted, .movedFrom]) {
        .lostFile
      } else if !kinds.isDisjoint(with: [.created, .movedTo]) {
        .appeared
      } else if kinds.contains(.closedAfterWriting) {
        .closed
      } else if kinds.contains(.modified) {
        .modified
      } else {
        .otherChange
      }
    note(change, name, of: folder, isFolder: false, at: now)
  }

  private func handleFolder(_ kinds: InotifyEvent.Kinds, _ name: [UInt8], in folder: WatchedFolder, at now: Int) {
    let isLost = !kinds.isDisjoint(with: [.deleted, .movedFrom])
    let isNew = !kinds.isDisjoint(with: [.created, .movedTo])
    // Permissions of a folder that is watched do not matter; others may be readable now.
    guard isLost || isNew || folder.folders[name] == nil else { return }
    if let inner = folder.folders.removeValue(forKey: name) { detach(inner) }
    guard isWatched(name, of: folder, isFolder: true) else { return }
    note(isLost ? .lostFolder : .appeared, name, of: folder, isFolder: true, at: now)
    // Of two that change places, both are told as lost when both are there already: what stands there is always looked at.
    if !folder.isDetached { enter(name, of: folder, tellsFiles: true) }
  }
}

// MARK: - Telling

extension FolderWatches {
  /// Whether there is something that can be told, or a root that waits for that time.
  var hasNews: Bool {
    pending.count > 0 || roots.values.contains { $0.state == .waiting || ($0.isReady && $0.change != nil) }
  }

  /// All that can be told now; nil where there is nothing or it is not time yet. Whoever takes it has done what the one before
  /// said, and since then the kernel's events have been read.
  func takeBatch(at now: Int) -> WatchBatch? {
    guard isDue(at: now) else { return nil }
    for root in roots.values where root.state == .waiting { begin(root, at: now) }
    guard visits.isEmpty || pending.isOverdue(at: now, options) else { return nil }

    var batch = WatchBatch()
    for (path, entry) in pending.takeDue(at: now, options) { settle(path, entry, in: &batch) }
    for root in roots.values {
      // What had happened when the rescan was done has been read by now.
      if hasReadAll { root.isAfterRescan = false }
      guard root.isReady, let change = root.change else { continue }
      batch.roots[root.path] = change
      root.change = nil
      if case .rescan = change { root.isAfterRescan = true }
    }
    guard !batch.isEmpty else { return nil }
    batch.sort()
    return batch
  }

  private func isDue(at now: Int) -> Bool {
    pending.dueTime(options).map { now >= $0 } ?? true
  }

  /// Looks at a path and says what is to be told of it.
  private func settle(_ path: [UInt8], _ entry: PendingChanges.Entry, in batch: inout WatchBatch) {
    let (folder, name) = (entry.folder, entry.name)
    if folder.onlyName != nil { return settleFile(folder.root, in: &batch) }
    let wasKnown = entry.mayBeKnown || folder.root.isAfterRescan || folder.mayHaveTold(name)
    switch folder.isDetached ? nil : Self.kind(of: path) {
    case .regularFile:
      if entry.lostFolder, wasKnown { batch.removed.append(path) }
      batch.changed.append(path)
      folder.tell(name)
    case .directory:
      if entry.lostEntry, wasKnown { batch.removed.append(path) }
      folder.tell(name)
    case .symbolicLink, .socket, .other, nil:
      if wasKnown { batch.removed.append(path) }
      folder.untell(name)
    }
  }

  private func settleFile(_ root: WatchedRoot, in batch: inout WatchBatch) {
    guard let status = Self.status(of: root), status.kind == .regularFile else {
      // Its folder stays watched, for it may be back soon.
      root.state = .vanished
      root.change = .vanished
      return
    }
    root.fileStatus = status
    batch.changed.append(root.path)
  }

  /// What stands at a path; a regular file where that cannot be told, so that whoever reads it finds out why.
  private static func kind(of path: [UInt8]) -> FileStatus.Kind? {
    do throws(SystemError) {
      return try FileStatus(unfollowedPath: path).kind
    } catch {
      return error.isNotFound || error.isSymbolicLink || error == .nameTooLong ? nil : .regularFile
    }
  }
}
