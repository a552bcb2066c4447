import Foundation
import Query
import Testing

/// The examples of docs/QUERY.md hold.
@Suite struct DocumentationTests {
  /// A line such as `a b → +a +b` of a fenced block whose first line begins with `query`.
  struct Example {
    /// What stands behind `query`: nothing, `any` or `lenient`.
    let mode: Substring
    let query: String
    /// A canonical form; in a lenient block with the code of strict mode behind it, in parentheses. Or `error: ` and a
    /// code.
    let result: String

    static func all() throws -> [Example] {
      let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/QUERY.md")
      var examples: [Example] = []
      var mode: Substring?
      for line in try String(contentsOf: page.standardized, encoding: .utf8).split(separator: "\n") {
        if line.hasPrefix("```") {
          mode = line.hasPrefix("```query") ? line.dropFirst("```query".count).drop(while: \.isWhitespace) : nil
        } else if let mode {
          let sides = line.components(separatedBy: " → ")
          try #require(sides.count == 2, "\(line)")
          examples.append(Example(mode: mode, query: sides[0], result: sides[1]))
        }
      }
      return examples
    }
  }

  private func code(_ query: String, strict: Bool) -> QuerySyntaxError.Code? {
    guard case .error(let code, _) = outcome(query, strict: strict) else { return nil }
    return code
  }

  @Test func examples() throws {
    let examples = try Example.all()
    #expect(examples.count >= 50)
    for example in examples {
      let place = Comment(rawValue: example.query)
      switch example.mode {
      case "" where example.result.hasPrefix("error: "):
        for strict in [false, true] {
          #expect("error: \(code(example.query, strict: strict)?.rawValue ?? "none")" == example.result, place)
        }
      case "", "any":
        for strict in [false, true] {
          let operation: DefaultOperator = example.mode == "any" ? .or : .and
          #expect(outcome(example.query, operation, strict: strict) == .query(example.result), place)
        }
      case "lenient":
        let parsed = try parse(example.query)
        let strictCode = try #require(code(example.query, strict: true), place)
        #expect("\(parsed.root) (\(strictCode.rawValue))" == example.result, place)
      default:
        Issue.record("an unknown kind of block: \(example.mode)")
      }
    }
  }

  @Test func everyCodeIsOnThePage() throws {
    let results = try Example.all().map(\.result)
    let limits: Set<QuerySyntaxError.Code> = [.tooLong, .tooManyClauses, .tooDeep, .invalidUTF8, .nulCharacter]
    for code in QuerySyntaxError.Code.allCases where !limits.contains(code) {
      #expect(results.contains { $0 == "error: \(code.rawValue)" || $0.hasSuffix(" (\(code.rawValue))") }, "\(code)")
    }
  }
}
