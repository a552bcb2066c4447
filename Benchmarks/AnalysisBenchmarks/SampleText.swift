import Foundation

/// The articles that come with the repository.
enum SampleText {
  /// The text files of a folder below `seeds/articles`, one behind the other, repeated until they are 256 KB.
  ///
  /// - Throws: what the file system does; `CocoaError` if the folder holds no text.
  static func read(folder: String) throws -> [UInt8] {
    let articles = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../seeds/articles/\(folder)")
    let files = try FileManager.default.contentsOfDirectory(at: articles, includingPropertiesForKeys: nil)
    let once = try files.filter { ["txt", "md"].contains($0.pathExtension) }.sorted { $0.path < $1.path }
      .flatMap { try [UInt8](Data(contentsOf: $0)) }
    guard !once.isEmpty else { throw CocoaError(.fileReadNoSuchFile) }
    return Array(repeatElement(once, count: 1 + (256 << 10) / once.count).joined())
  }
}
