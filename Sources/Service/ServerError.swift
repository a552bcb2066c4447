import Platform

/// Why a server cannot be started.
public struct ServerError: Error, Equatable, Sendable {
  /// The kind of fault. A struct, so that kinds can be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// A stable name of the kind, for logs and tests.
    public let description: String

    private init(_ description: String) {
      self.description = description
    }

    /// The configuration contradicts itself.
    public static let configuration = Code("configuration")
    /// Other users could reach into the directory of the socket.
    public static let unsafeDirectory = Code("unsafe directory")
    /// Another server holds the lock beside the socket, or answers at it.
    public static let alreadyRunning = Code("already running")
    /// What lies at the socket's path is not a socket of this user.
    public static let pathTaken = Code("path taken")
    /// None of the indexes can be opened.
    public static let noIndex = Code("no index")
    /// The system refused something.
    public static let system = Code("system")
  }

  /// The kind of fault.
  public let code: Code
  /// What is wrong and what to do about it, in words.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: SystemError, doing operation: String) {
    self.init(.system, "cannot \(operation): \(error)")
  }
}

extension ServerError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
