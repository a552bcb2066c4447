import Foundation
import TestSupport
import Testing

/// Disks that are full, and disks that take nothing.
@Suite(.enabled(if: TemporaryFileSystem.isAvailable, "only root can mount a small file system"))
struct DiskTests {
  private let sandbox: Sandbox
  private let disk: TemporaryFileSystem

  private var index: String { disk.path + "/index" }

  init() throws {
    sandbox = try Sandbox()
    disk = try TemporaryFileSystem(in: sandbox, size: "1m")
  }

  private static func texts(_ count: Int) -> [String] {
    (0..<count).map { "heron " + WordSource.text(seed: UInt64($0), words: 60) }
  }

  private static func lines(_ count: Int) -> String {
    texts(count).map { #"{"text":"\#($0)"}"# + "\n" }.joined()
  }

  private func build(_ lines: String, into index: String? = nil, memory: Int = 512) throws -> Outcome {
    try sandbox.quod("build", "--index", index ?? self.index, "--memory", "\(memory)", "-", input: .text(lines))
  }

  private func expectFull(_ outcome: Outcome, _ comment: Comment? = nil) {
    #expect(outcome.status == 2 && outcome.output == [], "\(comment?.rawValue ?? ""): \(outcome)")
    #expect(outcome.errorText.contains("disk") && outcome.errorText.contains("full"), "\(outcome)")
  }

  @Test func aFullDiskLeavesTheOldIndexAndIsNoEnd() throws {
    try sandbox.build(["a heron", "an egret"], into: index)
    let daemon = try Daemon(in: sandbox, index: index)
    let lines = Self.lines(1000)
    for _ in 0..<3 {
      expectFull(try build(lines))
      #expect(try daemon.count("heron OR egret") == 2)
      let check = try sandbox.quod("check", "--index", index)
      #expect(check.status == 0, "\(check)")
    }
    try disk.remount("size=64m")
    #expect(try build(lines).status == 0)
    #expect(try daemon.count("heron") == 1000)
    let check = try sandbox.quod("check", "--index", index)
    #expect(check.status == 0 && !check.text.contains("note:"), "\(check)")
  }

  /// The scratch data of a large build fill it, and leave room again.
  @Test func aDiskThatIsFullBeforeTheEndLeavesTheOldIndexToo() throws {
    try sandbox.build(["a heron", "an egret"], into: index)
    let daemon = try Daemon(in: sandbox, index: index)
    expectFull(try build(WordSource.linesOverSixteenMegabytes(), memory: 16))
    #expect(try daemon.count("heron OR egret") == 2)
    #expect(try build("{\"text\":\"a crane\"}\n").status == 0)
    #expect(try daemon.count("crane") == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: index).count == 3)
  }

  @Test func aFullDiskFromTheStartIsSaidSo() throws {
    let lines = Self.lines(1000)
    expectFull(try build(lines))
    let serve = try sandbox.quod("serve", "--index", index)
    #expect(serve.status == 2, "\(serve)")
    try disk.remount("size=64m")
    #expect(try build(lines).status == 0)
    #expect(try sandbox.quod("check", "--index", index).status == 0)
  }

  /// Where files are mapped, no room is a signal instead of an error.
  @Test func noAmountOfRoomEndsAProgramBySignal() throws {
    try sandbox.build(["a heron", "an egret"], into: index)
    let (lines, other, filler) = (Self.lines(1000), disk.path + "/other", disk.path + "/filler")
    for room in stride(from: 0, to: 32, by: 4) {
      let attributes = try FileManager.default.attributesOfFileSystem(forPath: disk.path)
      let free = try #require(attributes[.systemFreeSize] as? NSNumber).intValue
      try Data(repeating: 0, count: max(free - room << 10, 0)).write(to: URL(fileURLWithPath: filler))
      expectFull(try build(lines, into: other), "a new index in \(room) KB")
      try? FileManager.default.removeItem(atPath: other)
      expectFull(try build(lines), "an index that is there and \(room) KB")
      // Readers write to the same mapped file.
      try FileManager.default.removeItem(atPath: index + "/lock.mdb")
      let check = try sandbox.quod("check", "--index", index)
      #expect(check.status == 0 || check.status == 2 && check.errorText.contains("full"), "\(room) KB: \(check)")
      try FileManager.default.removeItem(atPath: filler)
    }
    #expect(try Daemon(in: sandbox, index: index).count("heron OR egret") == 2)
  }

  @Test func aDiskThatTakesNothingCanBeSearched() throws {
    try sandbox.build(["a heron", "an egret"], into: index)
    try disk.remount("ro")
    let daemon = try Daemon(in: sandbox, index: index)
    #expect(try daemon.count("heron") == 1)
    #expect(try sandbox.quod("check", "--index", index).status == 0)
    #expect(try sandbox.quod("stats", "--index", index).status == 0)
    let build = try sandbox.quod("build", "--index", index, "-", input: .text("{\"text\":\"a crane\"}\n"))
    #expect(build.status == 2 && build.output == [] && build.errorText.contains(index), "\(build)")
    #expect(try daemon.count("heron") == 1)
  }
}
