/// How the client ends, as scripts see it.
enum ExitStatus: Int32 {
  /// Something was found, or what was asked for was done.
  case found = 0
  /// The query is in order, and no document matches.
  case nothingFound = 1
  /// The usage is bad, the daemon answered with an error, or a number is not the whole one.
  case failed = 2
  /// No answer came from a daemon.
  case unreachable = 3
  /// What was asked for was done, but some files were skipped.
  case skipped = 4
}

extension ExitStatus {
  /// What the help says of them.
  static let help = """
    The exit status is 0 if something was found, 1 if nothing was, 2 after an error, and 3 if no daemon answers.
    """

  /// What the help of commands says that find nothing.
  static let taskHelp = "The exit status is 0 if it was done, 2 after an error, and 3 if no daemon answers."
}
