import TestSupport
import Testing

/// The line protocol of the benchmark, held against a scan of the lines.
@Suite struct GameTests {
  /// A part of a query: words that follow each other, and what is asked of them.
  private struct Clause {
    enum Occurrence: String, CaseIterable {
      case optional = ""
      case required = "+"
      case prohibited = "-"
    }

    let occurrence: Occurrence
    let words: [String]

    var text: String {
      occurrence.rawValue + (words.count > 1 ? "\"" + words.joined(separator: " ") + "\"" : words[0])
    }

    func matches(_ line: [String]) -> Bool {
      guard line.count >= words.count else { return false }
      return (0...line.count - words.count).contains { Array(line[$0..<$0 + words.count]) == words }
    }
  }

  private static let lines: [[String]] = {
    var random = SplitMix64(seed: 6)
    return (0..<400).map { number in
      // Some are blank, and keep their number.
      (0..<(number % 9 == 4 ? 0 : 1 + random.below(30))).map { _ in word(&random) }
    }
  }()

  /// A word, the sooner in the alphabet the commoner.
  private static func word(_ random: inout SplitMix64) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(random.below(1 + random.below(20)))))
  }

  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let text = Self.lines.map { $0.joined(separator: " ") + "\n" }.joined()
    let outcome = try sandbox.quod("game-build", "--index", sandbox.index, input: .text(text))
    try #require(outcome.status == 0, "\(outcome)")
  }

  /// The payloads of the answers, each checked to have its two times.
  private func play(_ lines: [String]) throws -> [String] {
    let outcome = try sandbox.quod(
      "game", "--index", sandbox.index, input: .text(lines.map { $0 + "\n" }.joined()))
    #expect(outcome.status == 0 && outcome.errors == [], "\(outcome)")
    return try outcome.text.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(fields.count == 3 && UInt64(fields[1]) != nil && UInt64(fields[2]) != nil, "\(line)")
      return String(fields[0])
    }
  }

  @Test func theModes() throws {
    let answers = try play([
      "PING\ta", "PING\t", "PING", "COUNT\ta", "TOP_10\tzebra", "TOP_10_COUNT\tzebra", "COUNT\tzebra", "TOP_5\ta",
      "count\ta",
      "", "COUNT\t", "COUNT", "COUNT\t-a", "COUNT\t*", "TOP_10\t" + String(repeating: "(", count: 100), "PING\tz",
    ])
    try #require(answers.count == 16)
    #expect(answers[0...2] == ["0", "0", "0"])
    #expect(answers[3] == "\(Self.lines.filter { $0.contains("a") }.count)")
    #expect(answers[4...6] == ["-", "0", "0"])
    #expect(answers[7...9] == ["UNSUPPORTED", "UNSUPPORTED", "UNSUPPORTED"])
    for answer in answers[10...14] { #expect(answer.hasPrefix("ERROR "), "\(answer)") }
    #expect(answers[15] == "0")
  }

  @Test func aLineWithoutLineFeedAndAnEmptyInputAreFine() throws {
    let outcome = try sandbox.quod("game", "--index", sandbox.index, input: .text("PING\ta"))
    #expect(outcome.status == 0 && outcome.text.hasPrefix("0\t"))
    #expect(try sandbox.quod("game", "--index", sandbox.index).output == [])
  }

  @Test func theSizeIsThatOfAllLines() throws {
    let check = try sandbox.quod("check", "--index", sandbox.index)
    #expect(check.status == 0 && check.text.contains(" \(Self.lines.count) documents"), "\(check)")
    let stats = try sandbox.quod("stats", "--index", sandbox.index)
    #expect(!stats.text.contains("stream stored documents"))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func countsAndHitsAreThoseOfAScan(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let queries = (0..<100).map { number in Self.query(&random, kind: number % 6) }
    let requests = queries.map { $0.map(\.text).joined(separator: " ") }
    let answers = try play(requests.flatMap { ["COUNT\t" + $0, "TOP_10\t" + $0, "TOP_10_COUNT\t" + $0] })
    try #require(answers.count == 3 * queries.count)
    for (index, query) in queries.enumerated() {
      let request = requests[index]
      let expected = Set(Self.lines.indices.filter { Self.matches(query, Self.lines[$0]) })
      #expect(answers[3 * index] == "\(expected.count)", "\(request)")
      #expect(
        answers[3 * index + 2].dropFirst("\(expected.count)".count) == answers[3 * index + 1].dropFirst(), "\(request)")
      #expect(answers[3 * index + 2].split(separator: " ").first == "\(expected.count)", "\(request)")

      let hits = answers[3 * index + 1].split(separator: " ").dropFirst().map { hit in
        let parts = hit.split(separator: ":")
        return (id: Int(parts[0]) ?? -1, score: Float(parts[1]) ?? .nan)
      }
      #expect(answers[3 * index + 1].hasPrefix("-"))
      #expect(hits.count == min(expected.count, 10), "\(request)")
      #expect(Set(hits.map(\.id)).count == hits.count && expected.isSuperset(of: hits.map(\.id)), "\(request)")
      for (better, worse) in zip(hits, hits.dropFirst()) {
        #expect(better.score > worse.score || better.score == worse.score && better.id < worse.id, "\(request)")
      }
    }
  }

  /// One of the shapes that benchmarks ask: unions, intersections, phrases, with negations, mixed, anything.
  private static func query(_ random: inout SplitMix64, kind: Int) -> [Clause] {
    func clause(_ occurrence: Clause.Occurrence, words: Int = 1) -> Clause {
      Clause(occurrence: occurrence, words: (0..<words).map { _ in word(&random) })
    }
    let count = 1 + random.below(3)
    switch kind {
    case 0: return (0..<count).map { _ in clause(.optional) }
    case 1: return (0..<count).map { _ in clause(.required) }
    case 2: return [clause(.optional, words: 2 + random.below(3))]
    case 3: return [clause(.required), clause(.prohibited)]
    case 4: return [clause(.required), clause(.optional)] + (random.below(2) == 0 ? [clause(.required, words: 2)] : [])
    default:
      // Something to find, and anything beside it.
      return [clause(random.below(2) == 0 ? .optional : .required)]
        + (0..<count).map { _ in
          clause(Clause.Occurrence.allCases[random.below(3)], words: 1 + random.below(3))
        }
    }
  }

  private static func matches(_ query: [Clause], _ line: [String]) -> Bool {
    let required = query.filter { $0.occurrence == .required }
    guard required.allSatisfy({ $0.matches(line) }) else { return false }
    guard !query.contains(where: { $0.occurrence == .prohibited && $0.matches(line) }) else { return false }
    return !required.isEmpty || query.contains { $0.occurrence == .optional && $0.matches(line) }
  }
}
