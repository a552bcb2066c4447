import LMDB
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Keys and values as strings and arrays: the tests copy what they read.

extension ReadTransaction {
  func value(_ key: String) throws -> [UInt8]? {
    try unsafe withBytes(of: key) { unsafe try get($0).map { unsafe Array($0) } }
  }

  func keys(from key: String = "") throws -> [String] {
    var keys: [String] = []
    try unsafe withBytes(of: key) { first in
      unsafe try forEach(from: first) { key, _ in
        keys.append(unsafe String(decoding: key, as: UTF8.self))
        return true
      }
    }
    return keys
  }
}

extension WriteTransaction {
  func value(_ key: String) throws -> [UInt8]? {
    try unsafe withBytes(of: key) { unsafe try get($0).map { unsafe Array($0) } }
  }

  func put(_ key: String, _ value: [UInt8]) throws {
    try unsafe withBytes(of: key) { key in try unsafe value.withUnsafeBytes { unsafe try put(key, $0) } }
  }

  func append(_ key: String, _ value: [UInt8]) throws {
    try unsafe withBytes(of: key) { key in try unsafe value.withUnsafeBytes { unsafe try append(key, $0) } }
  }

  /// Hands `fill` the bytes as they are found, and writes those that it returns over the first ones.
  func reserve(_ key: String, count: Int, _ fill: (_ found: [UInt8]) throws -> [UInt8]) throws {
    try unsafe withBytes(of: key) { key in
      unsafe try reserve(key, count: count) { bytes in unsafe bytes.copyBytes(from: try fill(Array(bytes))) }
    }
  }

  @discardableResult
  func delete(_ key: String) throws -> Bool {
    try unsafe withBytes(of: key) { unsafe try delete($0) }
  }
}

private func withBytes<Result>(of key: String, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
  try unsafe Array(key.utf8).withUnsafeBytes { unsafe try body($0) }
}

/// The code of the ``LMDBError`` that `body` throws; `nil` if it throws none.
func code(_ body: () throws -> Void) throws -> LMDBError.Code? {
  do {
    try body()
    return nil
  } catch let error as LMDBError {
    return error.code
  }
}

extension Environment {
  /// A small environment whose commits don't wait for the disk.
  static func scratch(_ path: String, mapSize: Int = 64 << 20, maxReaders: Int = 126) throws -> Environment {
    var options = Options()
    options.mapSize = mapSize
    options.maxReaders = maxReaders
    options.durability = .none
    return try Environment(at: path, options: options)
  }

  static func readOnly(_ path: String) throws -> Environment {
    var options = Options()
    options.access = .readOnly
    return try Environment(at: path, options: options)
  }
}

/// Threads of the system that are waited for, with what each threw.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) -> [any Error] {
  final class Work: Sendable {
    let index: Int
    let body: @Sendable (Int) throws -> Void
    // Written by the thread, read after it was joined.
    nonisolated(unsafe) var failure: (any Error)?

    init(_ index: Int, _ body: @escaping @Sendable (Int) throws -> Void) {
      self.index = index
      self.body = body
    }
  }
  let works = (0..<count).map { Work($0, body) }
  let threads = works.map { work in
    var thread = pthread_t()
    // Balanced by the thread, which takes the reference.
    let argument = unsafe Unmanaged.passRetained(work).toOpaque()
    let result = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let work = unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
        do { try work.body(work.index) } catch { unsafe work.failure = error }
        return nil
      }, argument)
    precondition(result == 0)
    return thread
  }
  for thread in threads { pthread_join(thread, nil) }
  return works.compactMap { unsafe $0.failure }
}
