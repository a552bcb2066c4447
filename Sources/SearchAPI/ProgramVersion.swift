import JSON
import JSONRPC

/// A program and its version, as the two sides introduce themselves.
public struct ProgramVersion: Equatable, Sendable {
  /// The program's name.
  public var name: String
  /// The program's version.
  public var version: String

  /// Makes an introduction.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }

  init(_ members: Members) throws(RPCError) {
    name = try members.requiredString("name")
    version = try members.string("version") ?? ""
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("version", version)
    writer.endObject()
  }
}
