import Foundation
import Testing

/// Files of what programs have to print. To write them anew after a change that is meant:
///
///     QUO_GOLDEN_REGENERATE=1 swift test --filter EndToEndTests
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  /// Expects a text to be that of a file.
  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["QUO_GOLDEN_REGENERATE"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden, "not what \(name) holds", sourceLocation: sourceLocation)
  }
}
