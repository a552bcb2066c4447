import ArgumentParser
import Platform

/// Which indexes a daemon is to serve.
struct ServedIndexOptions: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      """
      The directory of an index; again for each further one, with its name. (default: $XDG_DATA_HOME/quo/index, or the \
      user's)
      """, valueName: "[name=]dir"), completion: .directory, transform: ExclusionMark.removed)
  var indexes: [String] = []

  /// The indexes, their directories from the root on: the daemon has another current directory.
  var absolute: [ServedIndexArgument] { indexes.map(ServedIndexArgument.init(argument:)) }
}
