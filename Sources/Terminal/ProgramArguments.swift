/// The command line of this process.
public enum ProgramArguments {
  /// The arguments behind the program's name.
  ///
  /// The standard library would replace bytes that are not UTF-8, and another file or query would be meant than the one
  /// that was given.
  ///
  /// - Throws: `ProgramArgumentError` at the first that is not UTF-8.
  public static func all() throws(ProgramArgumentError) -> [String] {
    var arguments: [String] = []
    for index in 1..<max(Int(CommandLine.argc), 1) {
      // `argv` holds `argc` C strings, and nothing changes them.
      guard let pointer = unsafe CommandLine.unsafeArgv[index] else { break }
      guard let argument = unsafe String(validatingCString: pointer) else { throw ProgramArgumentError(index: index) }
      arguments.append(argument)
    }
    return arguments
  }
}
