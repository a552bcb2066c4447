import Platform
import SearchAPI

/// The file that the output of a daemon goes to which `quo` has started: the user's alone, in his state directory.
struct DaemonLog: ~Copyable {
  private static let name = "quod.log"
  /// A log that is longer is begun anew with the next daemon, in bytes.
  private static let greatestLength = 1 << 20
  /// How much of its end is looked at for the last line.
  private static let tailLength = 4_096

  private let descriptor: FileDescriptor
  private let path: String
  /// How long it was before the daemon was started.
  private let oldLength: Int

  private init(_ descriptor: consuming FileDescriptor, path: String) throws(SystemError) {
    if try descriptor.status().size > Self.greatestLength { try descriptor.replaceContent(with: []) }
    oldLength = try descriptor.status().size
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens the log, and makes it and its directory where they are missing.
  ///
  /// - Throws: `CommandError` where that cannot be.
  static func open() throws(CommandError) -> DaemonLog {
    guard let directory = StandardPaths.state() else {
      throw CommandError(
        "there is no home directory to keep the daemon's log in",
        remedy: ["Start it with `quod serve`, which writes to the terminal."])
    }
    let path = String(decoding: directory, as: UTF8.self) + "/\(Self.name)"
    do throws(SystemError) {
      try FileSystem.makeDirectories(at: directory)
      return try DaemonLog(FileDescriptor.directory(at: directory).appendableFile(Self.name.utf8), path: path)
    } catch {
      throw CommandError("cannot open the daemon's log \(path): \(error)")
    }
  }

  /// For the daemon to write to.
  var descriptorNumber: Int32 { descriptor.number }

  /// What the daemon said last, and where the rest is.
  var lastWords: [String] {
    let length = (try? descriptor.status().size) ?? 0
    let start = max(oldLength, length - Self.tailLength)
    let tail = (try? descriptor.read(max(length - start, 0), at: start)) ?? []
    let line = tail.split(separator: UInt8(ascii: "\n")).last.map { "  " + String(decoding: $0, as: UTF8.self) }
    return ([line].compactMap { $0 }) + ["Its log is \(path)."]
  }
}
