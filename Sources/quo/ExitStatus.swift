/// How the client ends, as scripts see it.
enum ExitStatus: Int32 {
  /// Something was found, or what was asked for was done.
  case found = 0
  /// The query is in order, and no document matches.
  case nothingFound = 1
  /// The usage is bad, or the daemon answered with an error.
  case failed = 2
  /// No answer came from a daemon.
  case unreachable = 3
}
