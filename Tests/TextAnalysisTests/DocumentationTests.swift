import Foundation
import Testing
import TextAnalysis

/// The examples of docs/ANALYSIS.md hold.
@Suite struct DocumentationTests {
  /// A line such as `Two words → two words` of a fenced block marked `analysis`.
  struct Example {
    let text: String
    let terms: [String]

    init(_ line: Substring) throws {
      let sides = line.components(separatedBy: " → ")
      try #require(sides.count == 2, "\(line)")
      text = Self.unescaped(sides[0])
      terms = sides[1].split(separator: " ").map { Self.unescaped(String($0)) }
    }

    static func all() throws -> [Example] {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      let page = try String(contentsOf: root.appending(path: "../../docs/ANALYSIS.md").standardized, encoding: .utf8)
      var examples: [Example] = []
      var isExample = false
      for line in page.split(separator: "\n") {
        if line.hasPrefix("```") {
          isExample = line == "```analysis"
        } else if isExample {
          examples.append(try Example(line))
        }
      }
      return examples
    }

    private static func unescaped(_ text: String) -> String {
      text.replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\t", with: "\t")
        .replacing(/\\u\{([0-9A-F]+)\}/) { match in
          UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
    }
  }

  @Test func examples() throws {
    let examples = try Example.all()
    #expect(examples.count >= 20)
    // Compared as scalars, decomposed as terms are: the page may hold composed forms.
    for example in examples {
      let expected = example.terms.map { Array($0.decomposedStringWithCanonicalMapping.unicodeScalars) }
      #expect(terms(example.text).map { Array($0.unicodeScalars) } == expected, "\(example.text)")
    }
  }
}
