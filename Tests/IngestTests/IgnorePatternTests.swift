import Ingest
import TestSupport
import Testing

@Suite("Ignore patterns")
struct IgnorePatternTests {
  /// What an ignore file says of a path; a slash at the end makes it a folder's.
  private func verdict(_ lines: String, _ path: String) -> Bool? {
    var bytes = Array(path.utf8)
    let isFolder = bytes.last == UInt8(ascii: "/")
    if isFolder { bytes.removeLast() }
    let nameStart = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    return IgnoreFile(Array(lines.utf8)).verdict(bytes.span, nameStart: nameStart, isFolder: isFolder)
  }

  private func ignores(_ lines: String, _ path: String) -> Bool {
    verdict(lines, path) == true
  }

  @Test(
    "A pattern matches",
    arguments: [
      ("a", "a"), ("a", "b/a"), ("a", "a/"), ("a/", "a/"), ("a/", "b/a/"), ("/a", "a"), ("a/b", "a/b"), ("*", "x"),
      ("*.md", "a/b.md"), ("a*c", "abc"), ("a*c", "ac"), ("a?c", "abc"), ("[ab]", "b"), ("[!ab]", "c"), ("[^ab]", "c"),
      ("[a-c]x", "bx"), ("[]a]", "]"), ("[]-a]", "^"), ("[a-]", "-"), ("[\\]]", "]"), ("[[:digit:]]", "7"),
      ("[[:upper:]x]", "Q"), ("[a\\-z]", "-"), ("**/a", "a"), ("**/a", "b/c/a"), ("a/**", "a/b"), ("a/**", "a/b/c"),
      ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"), ("**", "a"), ("a**b", "axb"), ("\\#a", "#a"), ("\\!a", "!a"),
      ("a\\ ", "a "), ("a ", "a"), ("a\\*", "a*"), ("ä?", "äb"), ("a\r\n", "a"), ("\u{FEFF}a", "a"), ("a/*", "a/b"),
      ("*a*b*c*", "xxaxxbxxcxx"), ("[a-b-d]", "-"), ("{a,b}", "{a,b}"),
    ])
  func matching(lines: String, path: String) {
    #expect(ignores(lines, path))
  }

  @Test(
    "A pattern does not match",
    arguments: [
      ("a", "ab"), ("a", "b"), ("a/", "a"), ("/a", "b/a"), ("a/b", "c/a/b"), ("a*c", "ab"), ("a?c", "ac"),
      ("[!a]", "a"), ("[b-a]", "a"), ("[a", "[a"), ("[a", "a"), ("a/**", "a/"), ("a/**/b", "ab"), ("a?b", "a/b"),
      ("a*b", "a/b"), ("a[/]b", "a/b"), ("a[!x]b", "a/b"), ("#a", "#a"), ("", "a"), ("   ", "a"), ("!", "a"),
      ("a\\", "a"),
      ("A", "a"), ("a/*", "a/b/c"), ("[[:nonsense:]]", "n"), ("/", "a"), ("a//b", "a/b"),
    ])
  func notMatching(lines: String, path: String) {
    #expect(verdict(lines, path) == nil)
  }

  @Test("The last pattern that matches decides")
  func lastMatch() {
    #expect(verdict("*.md\n!a.md\n", "a.md") == false)
    #expect(verdict("!a.md\n*.md\n", "a.md") == true)
    #expect(verdict("*.md\n!a.md\n", "b.md") == true)
  }

  @Test("Globs agree with plain recursion", arguments: UInt64(0)..<8)
  func globs(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let pattern = (0...random.below(8)).map { _ in ["a", "b", "?", "*", "[ab]", "[!a]"][random.below(6)] }
      let name = (0...random.below(9)).map { _ in "abc"[random.below(3)] }
      let lines = pattern.joined()
      #expect(ignores(lines, String(name)) == Self.matches(pattern[...], name[...]), "\(lines) \(String(name))")
    }
  }

  private static func matches(_ pattern: ArraySlice<String>, _ name: ArraySlice<Character>) -> Bool {
    guard let token = pattern.first else { return name.isEmpty }
    if token == "*" {
      return (name.startIndex...name.endIndex).contains { matches(pattern.dropFirst(), name[$0...]) }
    }
    guard let first = name.first else { return false }
    let isMatch =
      switch token {
      case "?": true
      case "[ab]": first != "c"
      case "[!a]": first != "a"
      default: token == String(first)
      }
    return isMatch && matches(pattern.dropFirst(), name.dropFirst())
  }

  @Test("Patterns that make others go back for ever are done at once", .timeLimit(.minutes(1)))
  func hostilePatterns() {
    let name = String(repeating: "a", count: 250)
    #expect(!ignores(String(repeating: "*a", count: 100) + "*b*", name))
    #expect(!ignores("*" + String(repeating: "a", count: 100) + "b*", name))
    #expect(!ignores(String(repeating: "**/a/", count: 200) + "b", String(repeating: "a/", count: 1000) + "c"))
    #expect(!ignores(String(repeating: "[", count: 100_000), name))
    #expect(!ignores(String(repeating: "[[:", count: 30_000), name))
    #expect(ignores("[" + String(repeating: "[:", count: 30_000) + "a]", "a"))
    #expect(!ignores(String(repeating: "\\", count: 100_000), name))
  }

  @Test("Any bytes can be read", arguments: UInt64(0)..<20)
  func anyBytes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("ab[]!^-:*?/\\# \n\r".utf8) + [0, 0x80, 0xFF]
    for _ in 0..<200 {
      let bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
      let path = (0...random.below(10)).map { _ in alphabet[random.below(alphabet.count)] }
      let nameStart = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
      _ = IgnoreFile(bytes).verdict(path.span, nameStart: nameStart, isFolder: random.below(2) == 0)
    }
  }
}

extension String {
  fileprivate subscript(offset: Int) -> Character {
    self[index(startIndex, offsetBy: offset)]
  }
}
