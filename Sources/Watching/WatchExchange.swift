import Platform

/// What a watcher's thread and those who use the watcher have between them.
final class WatchExchange: Sendable {
  enum Command: Sendable {
    case add([UInt8])
    case remove([UInt8])
    case rescan([UInt8])
  }

  private struct State {
    var commands: [Command] = []
    var isWanted = false
    var batch: WatchBatch?
    var isStopped = false
    var hasEnded = false
  }

  private let state = Monitor(State())
  private let wakeUp: WakeUp

  init() throws(SystemError) {
    wakeUp = try WakeUp.make()
  }

  // MARK: For users

  func send(_ command: Command) {
    state.withLock { $0.commands.append(command) }
    wakeUp.signal()
  }

  /// Asks for a batch and waits for it; nil once the watcher is stopped.
  func next() -> WatchBatch? {
    ask()
    return state.waiting { state -> WatchBatch?? in
      guard let batch = state.batch.take() else { return state.isStopped ? .some(nil) : nil }
      return .some(batch)
    }
  }

  /// Asks for a batch and waits for it, but not longer than some milliseconds.
  func next(milliseconds: Int) -> WatchBatch? {
    ask()
    _ = state.waiting(milliseconds: milliseconds) { $0.batch != nil || $0.isStopped }
    return state.withLock { $0.batch.take() }
  }

  private func ask() {
    state.withLock { state in
      if state.batch == nil { state.isWanted = true }
    }
    wakeUp.signal()
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    state.broadcast()
    wakeUp.signal()
  }

  var hasEnded: Bool { state.withLock { $0.hasEnded } }

  // MARK: For the thread

  /// What the thread waits for.
  var descriptor: Int32 { wakeUp.descriptor.number }

  /// What is to be done: nil once the watcher is stopped.
  func takeOrders() -> (commands: [Command], isWanted: Bool)? {
    wakeUp.clear()
    return state.withLock { state in
      guard !state.isStopped else { return nil }
      defer { state.commands = [] }
      return (state.commands, state.isWanted)
    }
  }

  func give(_ batch: WatchBatch) {
    state.withLock { state in
      state.batch = batch
      state.isWanted = false
    }
    state.broadcast()
  }

  func end() {
    state.withLock { $0.hasEnded = true }
    state.broadcast()
  }
}
