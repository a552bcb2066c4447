import Platform
import Terminal

/// Why a source cannot be read at all.
public struct IngestError: Error, Equatable, Sendable {
  /// The kind of fault. A struct, so that kinds can be added without breaking a `switch`.
  public struct Code: Hashable, Sendable {
    private let name: String

    /// Nothing stands at the path.
    public static let notFound = Code(name: "not found")
    /// The source may not be looked at, or its reading failed.
    public static let unreadable = Code(name: "unreadable")
    /// The source lies on a file system that the kernel makes up, such as procfs.
    public static let specialFileSystem = Code(name: "special file system")
    /// No more files can be opened: descriptors or memory have run out.
    public static let exhausted = Code(name: "exhausted")
  }

  /// The kind of fault.
  public let code: Code
  /// The path's bytes; `-` for the standard input.
  public let path: [UInt8]
  /// What is wrong, in words, without the path.
  public let message: String

  init(_ code: Code, path: [UInt8], _ message: String) {
    self.code = code
    self.path = path
    self.message = message
  }

  init(_ error: SystemError, path: [UInt8]) {
    let code: Code = error.isNotFound ? .notFound : error.isExhaustion ? .exhausted : .unreadable
    self.init(code, path: path, error.message)
  }
}

extension IngestError: CustomStringConvertible {
  /// One line, fit for a terminal: `path: message`.
  public var description: String { "\(TerminalText.literal(path: path)): \(message)" }
}
