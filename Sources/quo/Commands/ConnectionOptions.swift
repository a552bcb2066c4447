import ArgumentParser
import SearchAPI

/// Where the daemon is, for commands that take nothing else.
struct ConnectionOptions: ParsableArguments {
  @Option(help: SocketOption.help, completion: .file(), transform: ExclusionMark.removed)
  var socket: String?
}
