#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A request of docs/PROTOCOL.md and its answer, as they stand there.
package struct ProtocolExample: Sendable {
  private struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  package let requestText: String
  package let responseText: String

  /// All examples, in their order.
  ///
  /// - Parameter file: a file of a test target.
  /// - Returns: at least one.
  /// - Throws: where the page cannot be read, or has a request without an answer.
  package static func all(file: StaticString = #filePath) throws -> [ProtocolExample] {
    var examples: [ProtocolExample] = []
    var request: String?
    var block: (kind: String, lines: [Substring])?
    for line in try page(file: file).split(separator: "\n", omittingEmptySubsequences: false) {
      if var open = block {
        guard line == "```" else {
          open.lines.append(line)
          block = open
          continue
        }
        block = nil
        let text = open.lines.joined(separator: "\n")
        switch (open.kind, request) {
        case ("json request", nil):
          request = text
        case ("json response", let asked?):
          examples.append(ProtocolExample(requestText: asked, responseText: text))
          request = nil
        case ("json request", _), ("json response", _):
          throw Unexpected(description: "requests and responses do not come in pairs at: \(text)")
        default: break
        }
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), [])
      }
    }
    guard request == nil, block == nil, !examples.isEmpty else {
      throw Unexpected(description: "the last example is not complete")
    }
    return examples
  }

  /// The page that has them.
  package static func page(file: StaticString = #filePath) throws -> String {
    let root = "\(file)".split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    return try text(of: root + "/docs/PROTOCOL.md")
  }

  private static func text(of path: String) throws -> String {
    guard let file = unsafe fopen(path, "r") else { throw Unexpected(description: "cannot read \(path)") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}
