import Index
import SearchAPI
import TestSupport

/// The texts of documents that writers send: each follows from a number and a version, and has a word of its own.
struct DocumentTexts: Sendable {
  /// The word that every document of a writer holds, and no file.
  static let commonWord = "written"

  private let workload: Workload

  /// - Parameters:
  ///   - seed: what the texts follow from.
  ///   - scale: how many times as long as usual they are.
  init(seed: UInt64, scale: Int) {
    workload = Workload(seed: seed, scale: scale)
  }

  static func id(_ number: Int) -> String { "doc\(number)" }

  /// The word that no other text has.
  static func word(_ number: Int, version: Int) -> String { "u\(number)v\(version)" }

  func input(_ number: Int, version: Int) -> DocumentInput {
    DocumentInput(id: Self.id(number), text: text(number, version: version))
  }

  func text(_ number: Int, version: Int) -> String {
    let document = workload.document(id: number, text: workload.seed &+ UInt64(number) << 32 &+ UInt64(version))
    let body = String(decoding: document.body, as: UTF8.self)
    return "\(body) \(Self.commonWord) \(Self.word(number, version: version))"
  }

  /// Two words, which some documents hold next to each other.
  static func phrase(_ random: inout SplitMix64) -> String {
    "\"\(Workload.word(&random)) \(Workload.word(&random))\""
  }
}
