import Ingest
import TestSupport
import Testing

@Suite("Ignore files as Git reads them", .enabled(if: GitOracle.program != nil, "git is not installed"))
struct GitOracleTests {
  private static let names = [
    "a", "b", "ab", "abc", "a b", "c d ", "#x", "!y", "a*", "[b]", "x-y", "é", "a\\b", "B", "7",
  ]

  private static let pieces = [
    "a", "b", "c", "ab", "x", "-", "y", "é", "*", "**", "?", "/", "/", "**/", "/**", "/**/", "[ab]", "[!a]", "[^b]",
    "[a-c]",
    "[[:alpha:]]", "[[:digit:]x]", "[[:punct:]]", "[]b]", "[b-]", "[a\\]b]", "\\*", "\\[", "\\#", "\\!", "\\\\", " ",
    "\\ ",
    "[", "\\", "B",
  ]

  private static func pattern(_ random: inout SplitMix64) -> String {
    let start = ["", "", "", "", "!", "!", "/", "#", "\\#"][random.below(9)]
    let end = ["", "", "", "/", " ", "*"][random.below(6)]
    if random.below(3) == 0 { return start + names[random.below(names.count)] + end }
    return start + (0...random.below(4)).map { _ in pieces[random.below(pieces.count)] }.joined() + end
  }

  private static func ignoreFile(_ random: inout SplitMix64) -> String {
    (0...random.below(5)).map { _ in pattern(&random) }.joined(separator: random.below(8) == 0 ? "\r\n" : "\n")
  }

  /// Writes a tree of files, some of its folders with a `.gitignore`.
  ///
  /// - Returns: The paths of the files. Files have extensions and folders none, so that no name is both.
  private static func makeTree(
    _ random: inout SplitMix64, in root: String, of directory: TemporaryDirectory
  ) throws -> Set<String> {
    var paths: Set<String> = []
    for _ in 0...random.below(16) {
      var folder = root
      for _ in 0..<random.below(5) {
        folder += "/" + names[random.below(names.count)]
        if random.below(6) == 0 { try directory.write(ignoreFile(&random), to: folder + "/.gitignore") }
      }
      let path = folder + "/" + names[random.below(names.count)] + [".txt", ".md"][random.below(2)]
      try directory.write("text", to: path)
      paths.insert(path)
    }
    try directory.write(ignoreFile(&random), to: root + "/.gitignore")
    return paths
  }

  @Test("The same files are left out of generated trees", arguments: UInt64(1)...12)
  func generatedTrees(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let directory = try TemporaryDirectory()
    let git = try GitOracle(program: try #require(GitOracle.program), folder: directory.path)
    var paths: Set<String> = []
    for tree in 0..<40 { paths.formUnion(try Self.makeTree(&random, in: "tree\(tree)", of: directory)) }

    let ignored = try git.ignored(of: paths.sorted())
    let taken = Set(try directory.intake().paths)
    #expect(ignored.count > 20 && taken.count > 20)
    for path in paths.sorted() {
      #expect(taken.contains(path) != ignored.contains(path), "seed \(seed), \(path)")
    }
  }
}
