import Platform

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

  func addVisit(_ visit: FolderVisit) {
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
      } else if folder.onlyName != nil {
        // The file may be readable all the same.
        meet(.unavailable(error.message), in: root, at: now)
      } else if visit.parent == nil {
        vanish(root, at: now)
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

  func enter(_ name: [UInt8], of folder: WatchedFolder, tellsFiles: Bool) {
    let inner = WatchedFolder(
      root: folder.root, base: folder.base + name + [WatchedPath.slash], room: nameRoom)
    folder.folders[name] = inner
    addVisit(FolderVisit(folder: inner, parent: folder, name: name, tellsFiles: tellsFiles))
  }

  /// Forgets a folder that is not there any more, and all below it.
  func detach(_ folder: WatchedFolder) {
    var stack = [folder]
    while let next = stack.popLast() {
      table?.unwatch(next)
      stack += next.detach()
    }
  }

  /// Whether an entry counts: it is not left out, and is not a root itself, which has its own watches.
  func isWatched(_ name: [UInt8], of folder: WatchedFolder, isFolder: Bool) -> Bool {
    guard folder.onlyName == nil else { return true }
    let path = folder.path(of: name)
    return roots[path] == nil && !isLeftOut(path, folder.root.path, isFolder)
  }

  func note(
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
