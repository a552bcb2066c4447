import Platform

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
  func removeRoot(_ path: [UInt8], at now: Int) {
    let key = Self.key(path)
    guard let root = roots.removeValue(forKey: key) else { return }
    leave(root)
    // The root that it was in, if there is one, has left it out.
    for (outer, root) in roots where WatchedPath.isBelow(key, outer) && root.state == .watched {
      restart(root, .requested, at: now)
    }
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
    mountTable = .current()
    for root in roots.values where root.state == .watched && root.mounts != mounts(in: root) {
      restart(root, .mountsChanged, at: now)
    }
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
  static func status(of root: WatchedRoot) -> FileStatus? {
    let status = try? FileStatus(path: root.path)
    return status?.kind == .directory || status?.kind == .regularFile ? status : nil
  }

  /// Where file systems are mounted in a root, but for what is left out.
  private func mounts(in root: WatchedRoot) -> [[UInt8]] {
    guard let folder = FileSystem.resolvedPath(of: root.path) else { return [] }
    let (base, realBase) = (WatchedPath.base(of: root.path), WatchedPath.base(of: folder))
    return mountTable.places(below: folder).filter { place in
      let path = base + place.dropFirst(realBase.count)
      let ends = path.indices.dropFirst(base.count).filter { path[$0] == WatchedPath.slash } + [path.count]
      return !ends.contains { isLeftOut(Array(path[..<$0]), root.path, true) }
    }
  }

  /// Whether a root is an empty folder in which a file system was mounted: what it held is not gone, but not there.
  private static func isUnmounted(_ root: WatchedRoot, isMountPoint: Bool) -> Bool {
    guard root.isMountPoint, !isMountPoint, let folder = try? FileDescriptor.open(root.path) else { return false }
    var isEmpty = true
    try? unsafe folder.forEachEntry { _, _ in isEmpty = false }
    return isEmpty
  }

  /// Begins to go through a root.
  func begin(_ root: WatchedRoot, at now: Int) {
    guard let status = Self.status(of: root) else { return vanish(root, at: now) }
    let above = try? FileStatus(path: WatchedPath.base(of: root.path) + Array("..".utf8))
    let isMountPoint = status.kind == .directory && above.map { $0.identity.device != status.identity.device } == true
    guard !Self.isUnmounted(root, isMountPoint: isMountPoint) else { return vanish(root, at: now) }
    root.isMountPoint = isMountPoint
    mountTable = .current()
    root.mounts = mounts(in: root)
    root.state = .watched
    root.identity = status.identity
    root.fileStatus = status.kind == .regularFile ? status : nil
    root.obstacle = nil
    do throws(SystemError) {
      if table == nil { table = try WatchTable(limit: options.maximumWatches) }
    } catch {
      let advice = error.isExhaustion ? "; fs.inotify.max_user_instances may be too small" : ""
      return meet(.unavailable(error.message + advice), in: root, at: now)
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
  func restart(_ root: WatchedRoot, _ reason: RescanReason, at now: Int) {
    leave(root)
    root.obstacle = nil
    root.state = .waiting
    root.change = .rescan(reason)
    pending.touch(at: now)
  }

  func vanish(_ root: WatchedRoot, at now: Int) {
    leave(root)
    root.vanish()
    pending.touch(at: now)
  }

  /// Lets go of all that is known of a root.
  private func leave(_ root: WatchedRoot) {
    if let top = root.top { detach(top) }
    root.top = nil
    pending.removeAll(of: root)
  }

  /// Takes in that a root cannot be watched as a whole.
  func meet(_ obstacle: RescanReason, in root: WatchedRoot, at now: Int) {
    root.obstacle = obstacle
    root.nextRescan = now + options.rescanInterval
    // What has been said once is not said again at every interval.
    if root.change != .rescan(.interval) { root.change = .rescan(obstacle) }
    pending.touch(at: now)
  }

  func look(forNetworkAt device: UInt64, of root: WatchedRoot, at now: Int) {
    guard root.obstacle == nil, let type = networkFileSystem.typeName(ofDevice: device) else { return }
    meet(.networkFileSystem(type: type), in: root, at: now)
  }

  /// Goes through all roots anew, with watches of which nothing was lost.
  func reset(at now: Int) {
    for root in roots.values where root.state == .watched { restart(root, .queueOverflow, at: now) }
    for root in roots.values where root.state == .vanished { leave(root) }
    table = nil
  }
}
