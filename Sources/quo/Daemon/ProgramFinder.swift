import Platform

/// Where the daemon's program is.
enum ProgramFinder {
  private static let name = "quod"
  private static let slash = UInt8(ascii: "/")

  /// The path of `quod`: beside this program, or else in a folder of `$PATH`.
  ///
  /// - Throws: `CommandError` where there is none.
  static func quod() throws(CommandError) -> [UInt8] {
    let own = CurrentProcess.programPath.flatMap { path in path.lastIndex(of: slash).map { path[..<$0] } }
    let others = (CurrentProcess.variable("PATH") ?? []).split(separator: UInt8(ascii: ":"))
    for folder in [own].compactMap({ $0 }) + others {
      // A folder from where one happens to be is another each time.
      let path = FileSystem.absolutePath(of: Array(folder) + [slash] + name.utf8)
      if FileSystem.isExecutableFile(at: path) { return path }
    }
    throw CommandError(
      "there is no \(name) beside quo or on your PATH",
      remedy: ["Install it as the README says, or start it yourself: quod serve --index DIR"])
  }
}
