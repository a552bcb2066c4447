import Foundation

/// The files that stand beside the sources.
enum Repository {
  /// Its root.
  static let path: String = {
    // The package may be a folder of links into the repository.
    let root = URL(fileURLWithPath: "\(#filePath)/../../../..").standardizedFileURL
    return root.appendingPathComponent("seeds").resolvingSymlinksInPath().deletingLastPathComponent().path
  }()

  /// The folder of the samples.
  static let seeds = path + "/seeds"

  /// Articles from the web, which are not Quo's to hand on: not everybody has them.
  static let realArticles = URL(fileURLWithPath: path + "/../shared/seeds").standardizedFileURL.path

  /// The rows of a table of the samples, without comments, each cut at its tabs.
  static func table(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: "\(seeds)/\(name)", encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The bytes of a sample.
  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: "\(seeds)/\(name)")))
  }
}
