import LMDB
import TestSupport
import Testing

/// Random changes, checked against a dictionary, with aborts, snapshots and reopening in between.
@Suite struct ModelTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64]) func agreesWithADictionary(seed: UInt64) throws {
    struct Abort: Error {}
    var generator = SplitMix64(seed: seed)
    let directory = try TemporaryDirectory()
    var model: [String: [UInt8]] = [:]

    // A new open checks the file anew: none of the states that are left here may look damaged.
    for _ in 0..<6 {
      let environment = try Environment.scratch(directory.path)
      try expect(environment.beginRead(), toHold: model)
      for _ in 0..<12 {
        let old = (reader: try environment.beginRead(), model: model)
        var changed = model
        let isAborted = generator.below(5) == 0
        do {
          try environment.write { transaction in
            for _ in 0..<generator.below(40) {
              try change(transaction, &changed, &generator)
            }
            if isAborted { throw Abort() }
          }
          model = changed
        } catch is Abort {}
        try expect(old.reader, toHold: old.model)
        try expect(environment.beginRead(), toHold: model)
      }
      #expect(try environment.info.entries == model.count)
    }
  }

  private func change(
    _ transaction: borrowing WriteTransaction, _ model: inout [String: [UInt8]], _ generator: inout SplitMix64
  ) throws {
    let key = "\(generator.below(200))"
    // Small values, and such as take pages of their own.
    let count = generator.below(8) == 0 ? generator.below(60_000) : generator.below(300)
    let value = [UInt8](repeating: UInt8(generator.below(256)), count: count)
    switch generator.below(4) {
    case 0:
      #expect(try transaction.delete(key) == (model.removeValue(forKey: key) != nil))
    case 1:
      try transaction.reserve(key, count: count) { _ in value }
      model[key] = value
    default:
      try transaction.put(key, value)
      model[key] = value
    }
    #expect(try transaction.value(key) == model[key])
  }

  private func expect(_ reader: ReadTransaction, toHold model: [String: [UInt8]]) throws {
    var expected = model.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }[...]
    try unsafe reader.forEach { key, value in
      let entry = expected.popFirst()
      #expect(unsafe entry?.key == String(decoding: key, as: UTF8.self))
      #expect(unsafe entry?.value == Array(value))
      return entry != nil
    }
    #expect(expected.isEmpty)
  }
}
