/// An argument of the command line that is not UTF-8.
public struct ProgramArgumentError: Error, CustomStringConvertible {
  /// Which argument: 1 is the first behind the program's name.
  public let index: Int

  /// The message for people.
  public var description: String { "argument \(index) is not UTF-8" }
}
