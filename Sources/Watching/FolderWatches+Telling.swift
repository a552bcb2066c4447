import Platform

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
      root.lastTold = change
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
      return root.vanish()
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
