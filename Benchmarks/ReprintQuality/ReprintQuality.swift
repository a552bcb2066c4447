import NearDuplicates

/// How well reprints are recognised, and at what cost: the figures of docs/DUPLICATES.md.
@main
struct ReprintQuality {
  private static let lengths = [40..<80, 80..<160, 160..<320, 320..<1_000, 1_000..<Int.max]

  static func main() throws {
    let paths = CommandLine.arguments.dropFirst()
    guard let others = paths.first, paths.count > 1 else {
      print("usage: reprint-quality OTHERS.jsonl REPRINTED.jsonl...")
      return
    }
    measureReprints(try paths.dropFirst().flatMap(Article.load))
    measureOthers(try Article.load(others))
  }

  private static func header(_ name: String) {
    print("\n| \(name) | " + lengths.map { "\($0.lowerBound)-" }.joined(separator: " | ") + " |")
    print("|---|" + lengths.map { _ in "---|" }.joined())
  }

  /// How many reprints of at most 1,000 articles of each length are recognised, in percent.
  private static func measureReprints(_ articles: [Article]) {
    var reprinter = Reprinter(articles, seed: 42)
    let samples = lengths.map { length in
      reprinter.shuffled(articles.filter { length.contains($0.body.count) }).prefix(1_000)
    }
    header("reprints recognised, of 100")
    for (name, change) in Reprinter.changes {
      let shares = samples.map { sample in
        let recognised = sample.count { article in
          let original = Fingerprint(tokens: article.tokens)
          let reprint = Fingerprint(tokens: change(&reprinter, article))
          return original.relation(to: reprint) != nil
        }
        return sample.isEmpty ? "" : String(Double(recognised * 1_000 / sample.count) / 10)
      }
      print("| \(name) | " + shares.joined(separator: " | ") + " |")
    }
  }

  /// How many articles, none of which is a reprint, are taken for one, and the time that this takes.
  private static func measureOthers(_ articles: [Article]) {
    let clock = ContinuousClock()
    var builder = FingerprintBuilder()
    var fingerprints: [Fingerprint] = []
    let texts = articles.map(\.tokens)
    let building = clock.measure {
      fingerprints = texts.map { text in
        builder.add(text.span)
        return builder.finish()
      }
    }
    var filter = ReprintFilter()
    var isOriginal: [Bool] = []
    let finding = clock.measure {
      isOriginal = fingerprints.map { filter.admit($0) }
    }
    header("others")
    let members = lengths.map { length in texts.indices.filter { length.contains(texts[$0].count) } }
    print("| articles | " + members.map { String($0.count) }.joined(separator: " | ") + " |")
    let taken = members.map { $0.count { !isOriginal[$0] } }
    print("| taken for reprints | " + taken.map { String($0) }.joined(separator: " | ") + " |")
    print(
      "\n\(texts.reduce(0) { $0 + $1.count }) tokens: fingerprints \(building), \(texts.count) documents: finding \(finding)"
    )
  }
}
