import Foundation
import Testing

/// `scripts/bench`, with Quo and the FTS5 of Python's own SQLite on a small corpus.
@Suite struct BenchmarkHarnessTests {
  /// The harness reads `/proc`, and is written for Python 3.11.
  private static let isPossible: Bool = {
    #if os(Linux)
      let script = """
        exec python3 -c 'import gzip, sqlite3, sys, tempfile
        assert sys.version_info >= (3, 11)
        sqlite3.connect(":memory:").execute("create virtual table t using fts5(x)")'
        """
      return (try? Sandbox().shell(script))?.status == 0
    #else
      return false
    #endif
  }()

  @Test(.enabled(if: isPossible, "Python 3.11 with FTS5 is needed"))
  func bothEnginesCountTheSame() throws {
    let quod = try Programs.path(of: "quod")
    let outcome = try Sandbox().start(
      "/usr/bin/env", ["python3", Repository.path + "/scripts/bench", "self-test", "--quod", quod]
    ).wait()
    #expect(outcome.status == 0 && outcome.text.hasSuffix(" queries in 3 modes, 0 problems\n"), "\(outcome)")
  }
}
