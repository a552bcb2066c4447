/// Why there is no socket path.
public struct SocketPathError: Error, Equatable, Sendable {
  /// The kind of fault. A struct, so that kinds can be added.
  public struct Code: Hashable, Sendable {
    private let name: String

    private init(_ name: String) {
      self.name = name
    }

    /// The path is empty.
    public static let empty = Code("empty")
    /// The path holds a zero byte.
    public static let zeroByte = Code("zero byte")
    /// The path does not fit the system's socket address.
    public static let tooLong = Code("too long")
    /// There is neither a runtime directory nor a home directory to put a socket in.
    public static let noDirectory = Code("no directory")
  }

  /// The kind of fault.
  public let code: Code
  /// What is wrong and what to do about it, in words.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension SocketPathError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
