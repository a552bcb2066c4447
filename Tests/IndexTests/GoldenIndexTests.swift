import LMDB
import Postings
import TestSupport
import Testing

@testable import Index

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An index of format 1 that is kept in the repository: what was written once can be read for ever, and is still written.
///
/// When the format changes, its version is raised and a new golden index is added beside this one, whose test then says
/// that it is refused. Write `Golden/v1` anew only for a change of the analyzer, which alters terms but no format:
///
///     QUO_GOLDEN_REGENERATE=1 swift test --filter GoldenIndexTests
@Suite struct GoldenIndexTests {
  private static let file =
    #filePath.split(separator: "/").dropLast()
    .reduce("") { $0 + "/" + $1 } + "/Golden/v1/data.mdb"

  private static let isToBeWritten = unsafe getenv("QUO_GOLDEN_REGENERATE") != nil

  /// Two segments, so that the order of ordinals over segments is part of it.
  private static let options = BuildOptions(name: "golden", documentsPerSegment: 200)

  /// A copy: to open an index makes a lock file beside it.
  private func copy() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write(try Self.read(), to: "data.mdb")
    return directory
  }

  @Test(.enabled(if: isToBeWritten)) func regenerate() throws {
    let directory = try TemporaryDirectory()
    try build(GoldenDocuments.all, in: directory.path, Self.options)
    let bytes = try directory.contents(of: "data.mdb")
    let file = unsafe try #require(unsafe fopen(Self.file, "wb"))
    #expect(unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count)
    unsafe fclose(file)
  }

  @Test func isSmall() throws {
    #expect(try Self.read().count < 100_000)
  }

  @Test func isSound() throws {
    let directory = try copy()
    let report = try check(directory.path)
    #expect(report.findings.isEmpty)
    #expect(report.segmentCount == 2 && report.documentCount == GoldenDocuments.all.count)
  }

  @Test func holdsItsDocumentsAndTheirTerms() throws {
    let directory = try copy()
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(GoldenDocuments.all))
    }
  }

  /// Written down by hand, not by the code that is tested.
  @Test func answersAreThoseOfTheDayItWasMade() throws {
    let directory = try copy()
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(snapshot.manifest.epoch == 1 && snapshot.manifest.nextOrdinal == 309)
      let index = try NaiveIndex(reading: snapshot)
      func postings(_ term: String) -> [NaiveIndex.Posting]? { index.postings[Array(term.utf8)] }
      #expect(postings("storm") == [NaiveIndex.Posting(ordinal: 0, positions: [0, 105, 113])])
      #expect(postings("ete")?.map(\.ordinal) == [1])
      #expect(postings("strasse") == [NaiveIndex.Posting(ordinal: 5, positions: [0, 102])])
      #expect(postings("over")?.map(\.ordinal) == [0, 8])
      let refrain = (0..<150).flatMap { (verse: UInt32) in [101 + 3 * verse, 103 + 3 * verse] }
      #expect(postings("over")?.last?.positions == refrain)
      #expect(postings("number")?.map(\.ordinal) == Array(9..<309))
      #expect(postings("numbers")?.count == 100)
      #expect(try snapshot.documentFrequency(of: Array("many".utf8)) == 300)
    }
  }

  /// All but compressed blocks, which another version of zstd may compress otherwise, and the checksums of these.
  @Test func isStillWrittenInTheSameBytes() throws {
    let golden = try copy()
    let directory = try TemporaryDirectory()
    try build(GoldenDocuments.all, in: directory.path, Self.options)
    expectEqual(try comparable(golden.path), try comparable(directory.path))
  }

  private func comparable(_ directory: String) throws -> [(key: ChunkKey, value: [UInt8])] {
    let compressed = [StreamID.stored, .storedIndex]
    return try values(in: directory).filter { !compressed.map(\.rawValue).contains($0.key.stream) }.map { key, value in
      if key == .manifest {
        var manifest = try Manifest(decoding: value)
        for index in manifest.segments.indices { manifest.segments[index].descriptorChecksum = 0 }
        return (key, manifest.encoded())
      }
      guard key.stream == 0 else { return (key, value) }
      var descriptor = try SegmentDescriptor(decoding: value, segment: key.segment)
      descriptor.streams.removeAll { compressed.contains($0.id) }
      return (key, descriptor.encoded())
    }
  }

  private static func read() throws -> [UInt8] {
    let file = unsafe try #require(unsafe fopen(Self.file, "rb"))
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}
