/// Where documents come from, as the command line names it.
public enum Source: Hashable, Sendable {
  /// A file or a folder, by its path's bytes.
  case path([UInt8])
  /// JSON lines on the standard input.
  case standardInput

  /// Reads an argument: `-` is the standard input, anything else a path.
  ///
  /// - Parameter argument: The argument's bytes, which need not be UTF-8.
  public init(argument: [UInt8]) {
    self = argument == [UInt8(ascii: "-")] ? .standardInput : .path(argument)
  }
}
