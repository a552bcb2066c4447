import Platform

/// What of a process's surroundings decides where the socket, the index and the log are.
public struct UserEnvironment: Sendable, Equatable {
  /// `$QUO_SOCK`
  public var socket: [UInt8]?
  /// `$XDG_RUNTIME_DIR`
  public var runtimeDirectory: [UInt8]?
  /// `$XDG_STATE_HOME`
  public var stateHome: [UInt8]?
  /// `$XDG_DATA_HOME`
  public var dataHome: [UInt8]?
  /// `$HOME`. The user database is not asked: a statically linked program cannot do so safely, and the daemon and its
  /// clients must come to the same path.
  public var home: [UInt8]?

  /// Makes surroundings without anything.
  public init() {}

  /// The surroundings of this process.
  public static var current: UserEnvironment {
    var environment = UserEnvironment()
    environment.socket = CurrentProcess.variable("QUO_SOCK")
    environment.runtimeDirectory = CurrentProcess.variable("XDG_RUNTIME_DIR")
    environment.stateHome = CurrentProcess.variable("XDG_STATE_HOME")
    environment.dataHome = CurrentProcess.variable("XDG_DATA_HOME")
    environment.home = CurrentProcess.variable("HOME")
    return environment
  }

  /// A directory of a variable, if it is absolute: the XDG base directory specification has others passed over.
  static func absolute(_ directory: [UInt8]?) -> [UInt8]? {
    directory?.first == UInt8(ascii: "/") ? directory : nil
  }
}
