import Platform
import SearchAPI

/// The index of a daemon with a folder that is followed, and what it has to hold in the end.
struct LivingIndex {
  /// Where the `index` lies, the `tree` that is followed, and the rest.
  let folder: String
  let written: WrittenDocuments

  var tree: String { folder + "/tree" }

  /// Waits for all that was told, looks for what was not, and compares all documents with those of an index that is built anew.
  ///
  /// - Returns: what the look found that had not been told.
  /// - Throws: `IndexVerifier.Mismatch`; `SearchClientError`.
  func settle(_ run: Run, _ daemon: Daemon) throws -> ChangeAnswer {
    var client = try daemon.connect()
    _ = try client.answer(to: CommitRequest(), timeoutMilliseconds: 600_000)
    let found = try client.answer(to: RefreshRequest(), timeoutMilliseconds: 600_000)
    let fresh = folder + "/fresh"
    Files.remove(fresh)
    let end = try Child(run.daemon, ["build", "--index", fresh, tree], errors: folder + "/errors").wait()
    // 4 says that some sources were skipped.
    guard [.exited(0), .exited(4)].contains(end) else { throw Daemon.Misbehaviour(description: "quod build: \(end)") }
    var expected = try IndexContents(directory: fresh)
    expected.add(written.documents)
    try IndexContents(directory: folder + "/index").require(equal: expected)
    return found
  }

  /// Has `quod check` go through all of it.
  func check(_ run: Run) throws {
    let end = try Child(run.daemon, ["check", "--index", folder + "/index"], errors: folder + "/errors").wait()
    guard end == .exited(0) else { throw Daemon.Misbehaviour(description: "quod check: \(end)") }
  }
}
