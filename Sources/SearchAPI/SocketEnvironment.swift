import Platform

/// What of a process's surroundings decides where the socket is.
public struct SocketEnvironment: Sendable, Equatable {
  /// `$QUO_SOCK`
  public var socket: [UInt8]?
  /// `$XDG_RUNTIME_DIR`
  public var runtimeDirectory: [UInt8]?
  /// `$XDG_STATE_HOME`
  public var stateHome: [UInt8]?
  /// `$HOME`. The user database is not asked: a statically linked program cannot do so safely, and the daemon and its
  /// clients must come to the same path.
  public var home: [UInt8]?

  /// Makes surroundings without anything.
  public init() {}

  /// The surroundings of this process.
  public static var current: SocketEnvironment {
    var environment = SocketEnvironment()
    environment.socket = CurrentProcess.variable("QUO_SOCK")
    environment.runtimeDirectory = CurrentProcess.variable("XDG_RUNTIME_DIR")
    environment.stateHome = CurrentProcess.variable("XDG_STATE_HOME")
    environment.home = CurrentProcess.variable("HOME")
    return environment
  }
}
