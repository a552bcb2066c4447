import ArgumentParser
import SearchAPI

/// `--socket`, which all commands take.
enum SocketOption {
  /// What the help says of it.
  static let help = ArgumentHelp("The daemon's socket. (default: $QUO_SOCK, or the user's)", valueName: "path")

  /// The socket's path, if the option has that value.
  static func path(_ option: String?) throws(CommandError) -> SocketPath {
    do throws(SocketPathError) {
      return try SocketPath.resolve(option: option)
    } catch {
      throw CommandError(error.message)
    }
  }
}
