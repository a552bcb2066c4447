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

/// An index of the current format that is kept in the repository: what was written once can be read for ever, and is still
/// written. One of each former format says that it is to be built anew.
///
/// When the format changes, its version is raised and a new golden index is added beside the others. Write the current one
/// anew only for a change of the analyzer, which alters terms but no format:
///
///     QUO_GOLDEN_REGENERATE=1 swift test --filter GoldenIndexTests
@Suite struct GoldenIndexTests {
  private static func file(version: UInt32 = IndexFormat.version) -> String {
    #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Golden/v\(version)/data.mdb"
  }

  private static let isToBeWritten = unsafe getenv("QUO_GOLDEN_REGENERATE") != nil

  /// Two segments, so that the order of ordinals over segments is part of it.
  private static let options = BuildOptions(name: "golden", documentsPerSegment: 200)

  /// A copy: to open an index makes a lock file beside it.
  private func copy(version: UInt32 = IndexFormat.version) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write(try Self.read(version: version), to: "data.mdb")
    return directory
  }

  @Test(.enabled(if: isToBeWritten)) func regenerate() throws {
    let directory = try TemporaryDirectory()
    try build(GoldenDocuments.all, in: directory.path, Self.options)
    let bytes = try directory.contents(of: "data.mdb")
    let file = unsafe try #require(unsafe fopen(Self.file(), "wb"))
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

  @Test(arguments: 1..<IndexFormat.version) func anOlderOneIsToBeBuiltAnew(version: UInt32) throws {
    let directory = try copy(version: version)
    let error = IndexError.unsupportedFormat(found: version, supported: IndexFormat.version)
    #expect(throws: error) { try IndexReader(directory: directory.path) }
    #expect(throws: error) { try check(directory.path) }
    try build(GoldenDocuments.all, in: directory.path, Self.options)
    #expect(try check(directory.path).findings.isEmpty)
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
      let stored = try snapshot.segments[0].storedDocuments()
      let source = try #require(try stored.document(0).source)
      #expect(source.format == .record && source.isCompressed && source.size == 1_234_567_890_123)
      #expect(source.modified == -1_000_000_001 && source.hash == 0x0123_4567_89AB_CDEF)
      #expect(source.line == 3 && source.offset == 70_000)
      #expect(try stored.sourceMaps(of: 0).title == [1, 2, 3])
      #expect(try stored.sourceMaps(of: 1).title == [] && stored.sourceMaps(of: 1).body == [9])
      #expect(try stored.sourceMaps(of: 2).body == [])
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
    let compressed = [StreamID.stored, .storedIndex, .sourceOffsets, .sourceOffsetsIndex]
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

  private static func read(version: UInt32 = IndexFormat.version) throws -> [UInt8] {
    let file = unsafe try #require(unsafe fopen(Self.file(version: version), "rb"))
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}
