import Platform

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
      restart(folder.root, .mountsChanged, at: now)
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
