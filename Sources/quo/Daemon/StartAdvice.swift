import SearchAPI

/// The command that starts a daemon, for those who find none.
enum StartAdvice {
  /// The command as it can be typed; where there is no usual place for an index, with one to fill in.
  static func command(socketOption: String?) -> String {
    "quo daemon start" + (StandardPaths.index() == nil ? " --index DIR" : "")
      + (socketOption.map { " --socket \(ShellWord.quoted($0))" } ?? "")
  }
}
