#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// This process.
enum SystemProcess {
  /// The arguments behind the program's name.
  ///
  /// The standard library would replace bytes that are not UTF-8, and another query than the user's would be asked.
  static func arguments() throws(CommandError) -> [String] {
    var arguments: [String] = []
    for index in 1..<max(Int(CommandLine.argc), 1) {
      // `argv` holds `argc` C strings, and nothing changes them.
      guard let pointer = unsafe CommandLine.unsafeArgv[index] else { break }
      guard let argument = unsafe String(validatingCString: pointer) else {
        throw CommandError("argument \(index) is not UTF-8")
      }
      arguments.append(argument)
    }
    return arguments
  }

  /// Whether an environment variable is set to anything but nothing.
  static func isSet(_ variable: String) -> Bool {
    guard let value = unsafe getenv(variable) else { return false }
    return unsafe value.pointee != 0
  }

  /// Ends the process.
  static func end(_ status: ExitStatus) -> Never {
    exit(status.rawValue)
  }
}
