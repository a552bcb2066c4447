import LMDB
import TestSupport
import Testing

@Suite struct SnapshotTests {
  let directory: TemporaryDirectory
  let environment: Environment

  init() throws {
    directory = try TemporaryDirectory()
    environment = try .scratch(directory.path)
    try environment.write { try $0.put("k", [1]) }
  }

  @Test func aReaderKeepsItsSnapshot() throws {
    let reader = try environment.beginRead()
    try environment.write { transaction in
      try transaction.put("k", [2])
      #expect(try reader.value("k") == [1])
    }
    #expect(try reader.value("k") == [1])
    #expect(try environment.beginRead().value("k") == [2])
    #expect(try environment.beginRead().id == reader.id + 1)
  }

  @Test func renewMovesOn() throws {
    let reader = try environment.beginRead()
    try environment.write { try $0.put("k", [2]) }
    reader.reset()
    #expect(try code { _ = try reader.value("k") } == .invalidTransaction)
    #expect(try code { _ = try reader.keys() } == .invalidTransaction)
    try reader.renew()
    #expect(try reader.value("k") == [2])
    try environment.write { try $0.put("k", [3]) }
    // Without a reset before it, too.
    try reader.renew()
    #expect(try reader.value("k") == [3])
  }

  /// Values in pages of their own stay where they are while a snapshot sees them.
  @Test func largeValuesStayInPlace() throws {
    let value = [UInt8](repeating: 5, count: 262_128)
    try environment.write { try $0.put("large", value) }
    let reader = try environment.beginRead()
    let key = Array("large".utf8)
    let bytes = try unsafe key.withUnsafeBytes { unsafe try #require(try reader.get($0)) }
    for round in 0..<20 {
      try environment.write { transaction in
        try transaction.delete("large")
        try transaction.put("other \(round)", value)
        try transaction.put("large", [UInt8](repeating: UInt8(round), count: 262_128))
      }
    }
    #expect(unsafe bytes.elementsEqual(value))
    #expect(try reader.value("large") == value)
  }

  @Test func aTransactionKeepsItsEnvironmentOpen() throws {
    let other = try TemporaryDirectory()
    func begin() throws -> ReadTransaction {
      let environment = try Environment.scratch(other.path)
      try environment.write { try $0.put("k", [1]) }
      return try environment.beginRead()
    }
    do {
      let reader = try begin()
      #expect(try reader.value("k") == [1])
      #expect(try code { _ = try Environment.scratch(other.path) } == .alreadyOpen)
    }
    #expect(try Environment.scratch(other.path).beginRead().value("k") == [1])
  }

  @Test func readersRunOut() throws {
    let other = try TemporaryDirectory()
    let environment = try Environment.scratch(other.path, maxReaders: 2)
    var readers = [try environment.beginRead(), try environment.beginRead()]
    #expect(try code { _ = try environment.beginRead() } == .readersFull)
    #expect(try environment.info(code: .readersFull))
    readers[0].reset()
    #expect(try code { _ = try environment.beginRead() } == .readersFull)
    readers.removeLast()
    #expect(try environment.beginRead().keys() == [])
    #expect(try environment.clearStaleReaders() == 0)
  }
}

extension Environment {
  fileprivate func info(code expected: LMDBError.Code) throws -> Bool {
    try code { _ = try info } == expected
  }
}
