/// The library that stands between a child and its system calls (Shim/shim.c), as the environment that loads it.
struct Shim {
  private let variables: [String]

  /// - Parameters:
  ///   - library: its path.
  ///   - root: the folder whose calls are meant.
  init(_ library: String, root: String) {
    variables = ["LD_PRELOAD=\(library)", "QUO_SHIM_ROOT=\(root)"]
  }

  /// Kills the child at its n-th change of a file: `before` it, `after` it, or `half` way through.
  func killing(at number: Int, _ place: String) -> [String] {
    variables + ["QUO_SHIM_KILL=\(number):\(place)"]
  }

  /// Writes all changes to a log, and what the child writes to its journal as acknowledgements.
  func recording(to log: String, journal: String) -> [String] {
    variables + ["QUO_SHIM_LOG=\(log)", "QUO_SHIM_ACKS=\(journal)"]
  }

  /// Lets calls of a kind fail, from the n-th on.
  func failing(_ kind: String, at number: Int, with error: Int32, times: Int) -> [String] {
    variables + ["QUO_SHIM_FAIL=\(kind):\(number):\(error):\(times)"]
  }

  /// Counts the calls of each kind.
  func counting(to file: String) -> [String] {
    variables + ["QUO_SHIM_COUNTS=\(file)"]
  }
}
