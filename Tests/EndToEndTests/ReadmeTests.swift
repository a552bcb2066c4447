import Foundation
import Testing

/// What the README shows is what the programs say.
@Suite struct ReadmeTests {
  /// A command and the lines that it prints.
  private struct Step {
    var command: String
    var output: String = ""
  }

  @Test func theExamplesPrintWhatIsShown() throws {
    let sandbox = try Sandbox()
    let steps = try Self.steps()
    #expect(steps.count >= 4)
    var daemon: Daemon?
    for step in steps {
      if step.command.hasSuffix("&") {
        daemon = try Daemon(in: sandbox)
        continue
      }
      let command = step.command.replacing("articles.quo", with: "\"$INDEX\"")
      let script = #"PATH="$(dirname "$1"):$PATH"; cd "$ROOT"; "# + command
      let outcome = try sandbox.shell(script, environment: ["INDEX": sandbox.index, "ROOT": Repository.path])
      #expect(Self.withoutTimes(outcome.text) == Self.withoutTimes(step.output), "\(step.command)\n\(outcome)")
    }
    #expect(try #require(daemon).stop().status == 0)
  }

  @Test func itBeginsWithTheTwoCommands() throws {
    let blocks = try Self.readme().components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
    #expect(blocks.prefix(2).map(\.element) == ["sh\nscripts/quickstart\n", "sh\nscripts/test\n"])
  }

  private static func readme() throws -> String {
    try String(contentsOfFile: Repository.path + "/README.md", encoding: .utf8)
  }

  private static func steps() throws -> [Step] {
    let blocks = try readme().components(separatedBy: "```console\n").dropFirst()
    var steps: [Step] = []
    for line in blocks.flatMap({ ($0.components(separatedBy: "```").first ?? "").components(separatedBy: "\n") }) {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
    return steps
  }

  /// Times and rates are another each time.
  private static func withoutTimes(_ text: String) -> String {
    text.replacing(#/[0-9.,]+ (ms|s|kB/s|MB/s)\b/#, with: "#").trimmingCharacters(in: .newlines)
  }
}
