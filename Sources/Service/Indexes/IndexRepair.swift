import Index
import LMDB
import Logging
import Platform
import SearchAPI
import Synchronization
import Updating

/// Has indexes checked whose last writer did not end in order, and makes one anew that turns out to be damaged, from the folders
/// that it follows.
final class IndexRepair: Sendable {
  /// That the server stops.
  private struct Stopped: Error {}

  /// How long a daemon may take longer to start because of checks.
  private static let patience = Duration.seconds(1)

  private let program: [UInt8]
  private let logger: Logger
  private let isStopping = Atomic(false)

  /// - Parameters:
  ///   - program: the path of `quod`, which checks.
  ///   - logger: where is logged what was found.
  init(program: [UInt8], logger: Logger) {
    self.program = program
    self.logger = logger
  }

  /// Checks an index, on a thread of its own, and makes it anew if need be.
  func begin(_ index: ServedIndex) {
    guard index.beginCheck() else { return }
    do throws(SystemError) {
      try Thread.start { [self] in
        repair(index)
        index.endCheck()
      }
    } catch {
      index.endCheck()
      logger.warning("an index is not checked", metadata: ["index": "\(index.location.name)", "error": "\(error)"])
    }
  }

  /// Waits for the checks of some indexes, but not for long: what is larger is served meanwhile, for mostly nothing is the matter
  /// with it.
  func waitABit(for indexes: [ServedIndex]) {
    let deadline = ContinuousClock.now + Self.patience
    while indexes.contains(where: \.isChecked), ContinuousClock.now < deadline { SystemClock.sleep(milliseconds: 1) }
  }

  /// Ends the checks.
  func stop() {
    isStopping.store(true, ordering: .relaxed)
  }

  /// Sets an index aside that follows folders, and makes it anew from these. Without them, one that is damaged here and there is
  /// better than an empty one.
  ///
  /// - Parameters:
  ///   - index: an index that is damaged.
  ///   - finding: how it is, in words.
  /// - Returns: whether it is made anew.
  /// - Throws: as `ServedIndex.setAside`.
  static func makeAnew(_ index: ServedIndex, because finding: String) throws -> Bool {
    guard IndexUpdater.hasRoots(in: index.location.directory) else { return false }
    let place = try index.setAside()
    index.updates.warn(
      "the index was damaged (\(finding)); it is made anew from the folders that it follows, and what was there is in \(place)"
    )
    return true
  }

  /// Whether an error says that bytes of the index are not what they were.
  static func isDamage(_ error: any Error) -> Bool {
    switch error {
    case IndexError.damaged, IndexError.missingChunk: true
    case let error as LMDBError: error.code == .damaged
    default: false
    }
  }

  private func repair(_ index: ServedIndex) {
    let name = Logger.MetadataValue.string(index.location.name)
    do {
      let answer = try CheckProcess(program: program).run(on: index.location.directory) {
        if isStopping.load(ordering: .relaxed) { throw Stopped() }
      }
      guard !answer.isSound else {
        // Where somebody writes, the end of that says so.
        try? IndexRecovery.confirmSound(index.location.directory)
        return logger.info("checked after an unclean end: sound", metadata: ["index": name])
      }
      let finding = answer.findings.first ?? "damaged"
      if try !Self.makeAnew(index, because: finding) {
        index.updates.warn("the index is damaged (\(finding)); build it anew")
      }
    } catch is Stopped {
    } catch {
      index.updates.warn("the index was not checked after an unclean end, or not made anew: \(error)")
    }
  }
}
