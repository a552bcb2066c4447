extension CommandLine {
  /// The arguments behind the program's name.
  ///
  /// The standard library would replace bytes that are not UTF-8, and another query than the user's would be asked.
  static func textArguments() throws(CommandError) -> [String] {
    var arguments: [String] = []
    for index in 1..<max(Int(argc), 1) {
      // `argv` holds `argc` C strings, and nothing changes them.
      guard let pointer = unsafe unsafeArgv[index] else { break }
      guard let argument = unsafe String(validatingCString: pointer) else {
        throw CommandError("argument \(index) is not UTF-8")
      }
      arguments.append(argument)
    }
    return arguments
  }
}
