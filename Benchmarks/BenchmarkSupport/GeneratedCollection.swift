/// Documents of made-up words whose frequencies fall as those of a language do: that of the word of rank r is as 1 to r + 3 (Zipf,
/// 1935, with Mandelbrot's shift, 1953). The same on every machine: no floating-point number takes part.
package struct GeneratedCollection {
  private let vocabulary: [[UInt8]]
  /// The sums of the weights of the words up to each.
  private let cumulated: [UInt64]
  private var generator: SplitMix64

  /// A collection over `wordCount` words.
  package init(wordCount: Int = 50_000, seed: UInt64 = 1) {
    vocabulary = (0..<wordCount).map(Self.word)
    var sum: UInt64 = 0
    cumulated = (0..<wordCount).map { rank in
      sum += (1 << 32) / UInt64(rank + 3)
      return sum
    }
    generator = SplitMix64(seed: seed)
  }

  /// The word of a rank, from 0, the most frequent: letters, two at least.
  package static func word(_ rank: Int) -> [UInt8] {
    var letters: [UInt8] = []
    var rest = rank + 26
    while rest > 0 {
      letters.append(UInt8(ascii: "a") + UInt8(rest % 26))
      rest /= 26
    }
    return letters
  }

  /// Another document: words with a blank behind each, a third fewer or more than `averageLength`.
  package mutating func nextDocument(averageLength: Int = 120) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<(averageLength * 2 / 3 + generator.below(averageLength * 2 / 3)) {
      text += vocabulary[nextRank()]
      text.append(UInt8(ascii: " "))
    }
    return text
  }

  private mutating func nextRank() -> Int {
    let target = generator.next() % (cumulated.last ?? 1)
    var (low, high) = (0, cumulated.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
