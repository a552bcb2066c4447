import Platform
import SearchAPI

/// The command that starts a daemon, for those who find none.
enum StartAdvice {
  /// The command as it can be typed; where there is no index in the usual place, with one to fill in.
  static func command(socketOption: String?) -> String {
    let index = StandardPaths.index()
    let isThere = index.map { (try? FileDescriptor.directory(at: $0)) != nil } ?? false
    return "quo daemon start" + (isThere ? "" : " --index DIR")
      + (socketOption.map { " --socket \(ShellWord.quoted($0))" } ?? "")
  }
}
