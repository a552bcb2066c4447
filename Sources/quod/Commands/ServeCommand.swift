import ArgumentParser
import Logging
import Platform
import SearchAPI
import Service
import Terminal

/// Answers queries over a Unix socket until it is told to stop.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer queries over a Unix socket, and keep indexes up to date.",
    discussion: """
      An empty index is made where there is none. `quo index` adds files and folders, which are followed from then on.

      Without --socket the socket is $QUO_SOCK, $XDG_RUNTIME_DIR/quo/sock, or one in your state directory, where quo \
      looks for it too. SIGTERM, Ctrl-C and the request `shutdown` stop the daemon; queries that run may finish.

      Several indexes are told apart by name, which quo takes with --index:

        quod serve --index wiki=wiki.quo --index mail=mail.quo
      """)

  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The directory of an index. (default: $XDG_DATA_HOME/quo/index, or the user's)", valueName: "[name=]dir"),
    completion: .directory)
  var indexes: [String] = []

  @Option(help: ArgumentHelp("Where clients connect.", valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("How many threads answer queries (default: one for each core).", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("What is logged: trace, debug, info, notice, warning or error.", valueName: "level"))
  var logLevel = "notice"

  func validate() throws {
    guard !indexes.isEmpty || IndexOption.standard != nil else {
      throw ValidationError("There is no home directory to look for an index in; name one with --index.")
    }
    guard Logger.Level(rawValue: logLevel) != nil else { throw ValidationError("There is no log level \(logLevel).") }
  }

  func run() throws {
    // What checks a damaged index may crash; making a report of it takes long.
    CurrentProcess.setVariable("SWIFT_BACKTRACE", ifUnset: "enable=no")
    Allocator.keepLittle()
    var logger = Logger(label: "quod", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
    let path = try SocketPath.resolve(option: socket)
    var configuration = ServerConfiguration(socket: path, indexes: locations, logger: logger)
    configuration.program = CurrentProcess.programPath
    if configuration.indexes.contains(where: { $0.directory == IndexOption.standard }) {
      try IndexOption.makeStandardParents()
    }
    if let threads { configuration.threadCount = threads }
    let directories = configuration.indexes.map { TerminalText.literal($0.directory) }.joined(separator: ", ")
    try Server(configuration).run {
      Output.note("quod \(QuoVersion.current) serves \(directories) at \(TerminalText.literal(path: path.bytes))")
    }
  }

  private var locations: [IndexLocation] {
    (indexes.isEmpty ? [IndexOption.standard].compactMap { $0 } : indexes).map(Self.location)
  }

  /// Reads `name=directory`, or a directory alone. A name holds no slash: what does is all directory.
  private static func location(_ argument: String) -> IndexLocation {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains("/") else {
      return IndexLocation(directory: absolute(argument))
    }
    return IndexLocation(name: String(parts[0]), directory: absolute(String(parts[1])))
  }

  /// A client that is told of the directory may be anywhere else.
  private static func absolute(_ directory: String) -> String {
    String(decoding: FileSystem.absolutePath(of: Array(directory.utf8)), as: UTF8.self)
  }
}
