import Platform

/// What a watcher's thread does.
struct WatchLoop {
  private let exchange: WatchExchange
  private let watches: FolderWatches

  /// For so long folders are visited before the kernel's queue is looked at again, in milliseconds.
  private static let turn = 10

  init(_ exchange: WatchExchange, options: WatchOptions, isLeftOut: @escaping Watcher.Filter) {
    self.exchange = exchange
    watches = FolderWatches(options: options, isLeftOut: isLeftOut)
  }

  /// Works until the watcher is stopped.
  func run() {
    while let orders = exchange.takeOrders() {
      let now = Self.clock()
      for command in orders.commands { follow(command, at: now) }
      watches.readEvents(at: now)
      watches.checkRoots(at: now)
      var isWanted = orders.isWanted
      if isWanted, let batch = watches.takeBatch(at: now) {
        exchange.give(batch)
        isWanted = false
      }
      watches.work(until: now + Self.turn, clock: Self.clock)
      let descriptors = [exchange.descriptor] + (watches.descriptor.map { [$0] } ?? [])
      FileDescriptor.waitForInput(of: descriptors, milliseconds: timeToWait(isWanted: isWanted))
    }
    exchange.end()
  }

  private func follow(_ command: WatchExchange.Command, at now: Int) {
    switch command {
    case .add(let root): watches.addRoot(root, at: now)
    case .remove(let root): watches.removeRoot(root, at: now)
    case .rescan(let root): watches.rescanRoot(root, at: now)
    }
  }

  private func timeToWait(isWanted: Bool) -> Int {
    if watches.isBusy { return 0 }
    var end = watches.nextCheckTime
    if isWanted, watches.hasNews { end = min(end, watches.pending.dueTime(watches.options) ?? 0) }
    return max(0, end - Self.clock())
  }

  private static func clock() -> Int {
    Int(SystemClock.monotonic() / 1_000_000)
  }
}
