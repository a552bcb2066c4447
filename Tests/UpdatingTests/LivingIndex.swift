import Foundation
import LMDB
import Platform
import Synchronization
import TestSupport
import Watching

@testable import Index
@testable import Updating

/// An index with its updater, and a folder of files beside it.
final class LivingIndex: @unchecked Sendable {
  // Shared by the updater's threads behind locks of its own; the rest is of one test.
  let base: TemporaryDirectory
  let updater: IndexUpdater

  /// The folder of files.
  var folder: String { base.path + "/files" }
  var directory: String { base.path + "/index" }

  init(_ base: TemporaryDirectory, _ configure: (inout UpdaterOptions) -> Void = { _ in }) throws {
    self.base = base
    var options = UpdaterOptions()
    options.watching.quietTime = 20
    options.restTime = 50
    options.compactionRestTime = 200
    configure(&options)
    let directory = base.path + "/index"
    try FileManager.default.createDirectory(atPath: base.path + "/files", withIntermediateDirectories: true)
    let shared = SharedReader(directory)
    // The updater leaves the index's own directory out, so it has to be there.
    _ = try shared.reader()
    let log = Log()
    updater = IndexUpdater(
      directory: directory, options: options, open: { try shared.reader() },
      onEvent: { event in
        switch event {
        case .note(let text): log.add("note: \(text)")
        case .warning(let text): log.add("warning: \(text)")
        }
      })
    events = log
    self.shared = shared
    try updater.start()
  }

  deinit {
    updater.stop(milliseconds: 10_000)
  }

  let events: Log
  private let shared: SharedReader

  /// Ends the updater, and closes the index.
  func close() -> Bool {
    let hasEnded = updater.stop(milliseconds: 10_000)
    shared.close()
    return hasEnded
  }

  // MARK: Files

  func path(_ name: String) -> [UInt8] { Array("\(folder)/\(name)".utf8) }

  func write(_ name: String, _ text: String) throws {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/\(other)")
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
  }

  // MARK: Requests

  func apply(_ changes: [IndexChange]) throws -> IndexCommit {
    try wait { updater.apply(changes, then: $0) }
  }

  @discardableResult
  func index(_ request: FileUpdate? = nil) throws -> FileUpdateReport {
    var whole = FileUpdate(paths: [Array(folder.utf8)])
    whole.isFollowed = false
    let request = request ?? whole
    return try wait { updater.update(request, then: $0) }
  }

  func remove(_ keys: [DocumentKey]) throws -> IndexCommit {
    try wait { updater.remove(keys, then: $0) }
  }

  func commit() throws -> UInt64 {
    try wait { updater.commit(then: $0) }
  }

  func wait<Value: Sendable>(_ request: (@escaping IndexUpdater.Completion<Value>) -> Void) throws -> Value {
    let answer = Monitor<Result<Value, any Error>?>(nil)
    request { result in
      answer.withLock { $0 = result }
      answer.broadcast()
    }
    return try answer.waiting { $0 }.get()
  }

  // MARK: What is in it

  /// The texts of all documents by their paths, without the folder's; of several the last.
  func texts() throws -> [String: String] {
    try shared.reader().makeSession().withSnapshot { snapshot in
      var texts: [String: String] = [:]
      for segment in snapshot.segments {
        let stored = try segment.storedDocuments()
        for number in 0..<UInt32(segment.documentCount) where segment.deletions?.contains(number) != true {
          let document = try stored.document(number)
          let path = String(decoding: document.path, as: UTF8.self)
          texts[path.replacing(folder + "/", with: "")] = String(
            decoding: document.title + document.body, as: UTF8.self)
        }
      }
      return texts
    }
  }

  /// The ordinal of the document with a path.
  func ordinal(of name: String) throws -> UInt64? {
    try shared.reader().makeSession().withSnapshot { snapshot in
      for segment in snapshot.segments {
        if let document = try segment.storedDocuments().find(.path(path(name))) {
          return try segment.ordinal(of: document)
        }
      }
      return nil
    }
  }

  /// Bytes of the pages in use.
  func usedBytes() throws -> Int {
    try shared.reader().space().usedBytes
  }

  func segmentCount() throws -> Int {
    try shared.reader().makeSession().withSnapshot { $0.segments.count }
  }

  /// Waits until the index holds what it should, for a minute at most.
  func waitUntil(_ isDone: () throws -> Bool) throws -> Bool {
    for _ in 0..<6000 {
      if try isDone() { return true }
      SystemClock.sleep(milliseconds: 10)
    }
    return false
  }
}

/// The one reader that the updater and a test share: another one when the file has been replaced.
final class SharedReader: Sendable {
  private struct State {
    var reader: IndexReader?
    var file: FileIdentity?
  }

  private let directory: String
  private let state = Mutex(State())

  init(_ directory: String) {
    self.directory = directory
  }

  func reader() throws -> IndexReader {
    while true {
      let reader = try state.withLock { state -> IndexReader? in
        let file = FileIdentity(path: Array("\(directory)/data.mdb".utf8))
        if let reader = state.reader, file == state.file { return reader }
        state.reader = nil
        do {
          state.reader = try IndexReader.openForWriting(directory).reader
        } catch let error as LMDBError {
          // Somebody still has the old one.
          guard error.code == .alreadyOpen else { throw error }
          return nil
        }
        state.file = FileIdentity(path: Array("\(directory)/data.mdb".utf8))
        return state.reader
      }
      if let reader { return reader }
      SystemClock.sleep(milliseconds: 1)
    }
  }

  func close() {
    state.withLock { $0.reader = nil }
  }
}

/// What was told.
final class Log: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) {
    lines.withLock { $0.append(line) }
  }

  var all: [String] { lines.withLock { $0 } }
}
