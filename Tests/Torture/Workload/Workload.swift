import Index
import TestSupport

/// What is done to an index, batch by batch: always the same for a seed, so that who knows how many batches were committed
/// knows what the index holds.
struct Workload: Sendable {
  /// One change, with a seed in the place of the document's text.
  enum Operation: Sendable {
    case put(id: Int, text: UInt64)
    case remove(id: Int)
  }

  /// The id of the document that says how many batches there were: each batch replaces it.
  static let clockID = Array("clock".utf8)
  /// The word that every document holds.
  static let commonWord = "every"
  private static let idCount = 240
  private static let words = "bcdfgklmnprst".flatMap { first in "aeiou".map { "\(first)\($0)" } }

  let seed: UInt64
  /// How many times as long as usual the documents are.
  var scale = 1

  /// The changes of a batch, counted from 1, without that of the clock.
  func operations(ofBatch number: Int) -> [Operation] {
    var random = SplitMix64(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    let isLarge = random.below(16) == 0
    return (0..<(isLarge ? 40 + random.below(100) : 1 + random.below(8))).map { _ in
      let id = random.below(Self.idCount)
      return random.below(4) == 0 ? .remove(id: id) : .put(id: id, text: random.next())
    }
  }

  /// The changes of a batch, counted from 1.
  func changes(ofBatch number: Int) -> [IndexChange] {
    let changes = operations(ofBatch: number).map { operation -> IndexChange in
      switch operation {
      case .put(let id, let text): .put(document(id: id, text: text))
      case .remove(let id): .remove(.id(Self.documentID(id)))
      }
    }
    return changes + [.put(clock(number))]
  }

  /// The document that says that there were so many batches.
  func clock(_ number: Int) -> IndexDocument {
    var document = IndexDocument()
    document.id = Self.clockID
    document.body = Array("\(Self.commonWord) \(number)".utf8)
    return document
  }

  /// How many batches a clock says there were.
  static func batchCount(of clock: IndexDocument) -> Int? {
    clock.body.split(separator: UInt8(ascii: " ")).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  static func documentID(_ number: Int) -> [UInt8] { Array("d\(number)".utf8) }

  /// A document with a text of its own.
  func document(id: Int, text: UInt64) -> IndexDocument {
    var random = SplitMix64(seed: text)
    var document = IndexDocument()
    document.id = Self.documentID(id)
    document.path = Array("/folder/\(id).txt".utf8)
    document.title = Array(sentence(of: random.below(4), &random).utf8)
    let length = random.below(40) == 0 ? 1500 : 3 + random.below(60)
    document.body = Array("\(Self.commonWord) \(sentence(of: scale * length, &random))".utf8)
    return document
  }

  /// A word; few are frequent.
  static func word(_ random: inout SplitMix64) -> String {
    words[min(random.below(words.count), random.below(words.count))]
  }

  private func sentence(of count: Int, _ random: inout SplitMix64) -> String {
    (0..<count).map { _ in Self.word(&random) }.joined(separator: " ")
  }
}
