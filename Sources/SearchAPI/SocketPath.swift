import Platform

/// The path of the daemon's socket: bytes that fit a socket address.
public struct SocketPath: Hashable, Sendable {
  /// The longest path in bytes: 107 on Linux, 103 on Darwin.
  public static let greatestLength = FileDescriptor.greatestSocketPathLength

  /// The path's bytes, without a terminating zero.
  public let bytes: [UInt8]

  /// Makes a path, if it is one.
  ///
  /// - Parameter bytes: from 1 to ``greatestLength`` bytes, none of them zero.
  /// - Throws: `SocketPathError` with `empty`, `zeroByte` or `tooLong`.
  public init(bytes: [UInt8]) throws(SocketPathError) {
    guard !bytes.isEmpty else {
      throw SocketPathError(.empty, "the socket path is empty")
    }
    guard !bytes.contains(0) else {
      throw SocketPathError(.zeroByte, "the socket path holds a zero byte")
    }
    guard bytes.count <= Self.greatestLength else {
      let path = String(decoding: bytes, as: UTF8.self)
      throw SocketPathError(
        .tooLong,
        "the socket path has \(bytes.count) bytes, and the system allows \(Self.greatestLength); "
          + "choose a shorter one with --socket or QUO_SOCK: \(path)")
    }
    self.bytes = bytes
  }

  /// Makes a path from a string.
  public init(_ path: String) throws(SocketPathError) {
    try self.init(bytes: Array(path.utf8))
  }

  /// The path that client and daemon use, by the first of these rules that applies:
  ///
  /// 1. the `--socket` option;
  /// 2. `$QUO_SOCK`;
  /// 3. `$XDG_RUNTIME_DIR/quo/sock`;
  /// 4. `quo/run/sock` in the user's state directory (`$XDG_STATE_HOME`, or `.local/state` in the home directory).
  ///
  /// As the XDG base directory specification has it, relative directories in variables are passed over, and so are
  /// empty ones. It is never a directory that others can write to.
  public static func resolve(
    option: String?, environment: UserEnvironment = .current
  ) throws(SocketPathError) -> SocketPath {
    if let option {
      return try SocketPath(option)
    }
    if let path = environment.socket, !path.isEmpty {
      return try SocketPath(bytes: path)
    }
    if let directory = UserEnvironment.absolute(environment.runtimeDirectory) {
      return try SocketPath(bytes: directory + "/quo/sock".utf8)
    }
    if let directory = UserEnvironment.absolute(environment.stateHome) {
      return try SocketPath(bytes: directory + "/quo/run/sock".utf8)
    }
    if let directory = UserEnvironment.absolute(environment.home) {
      return try SocketPath(bytes: directory + "/.local/state/quo/run/sock".utf8)
    }
    throw SocketPathError(.noDirectory, "no runtime or home directory; name a socket with --socket or QUO_SOCK")
  }

  /// The path as text, with U+FFFD where its bytes are not UTF-8.
  public var text: String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension SocketPath: CustomStringConvertible {
  /// The path as text.
  public var description: String { text }
}
