import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bad inputs 65 to 73 of the reliability document, and what else may stand at the path.
@Suite struct OpeningTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// The code with which the directory can't be opened, for writing and for reading alike.
  private func refusal(_ path: String? = nil) throws -> LMDBError.Code? {
    let path = path ?? directory.path
    let writing = try code { _ = try Environment.scratch(path) }
    let reading = try code { _ = try Environment.readOnly(path) }
    #expect(writing == reading)
    return writing
  }

  private func makeIndex() throws -> [UInt8] {
    try Environment.scratch(directory.path).write { transaction in
      for index in 0..<20 { try transaction.put("\(index)", [UInt8](repeating: 1, count: 10_000)) }
    }
    return try directory.contents(of: "data.mdb")
  }

  // MARK: The directory

  @Test func aMissingDirectoryIsMadePrivate() throws {
    let path = directory.path(of: "new")
    #expect(try code { _ = try Environment.readOnly(path) } == .notFound)
    _ = try Environment(at: path)
    #expect(directory.mode(of: "new") == 0o700)
    #expect(directory.mode(of: "new/data.mdb") == 0o600)
    #expect(directory.mode(of: "new/lock.mdb") == 0o600)
    // One level only.
    #expect(try refusal(directory.path(of: "one/two")) == .notFound)
  }

  @Test func readingWantsAnIndex() throws {
    #expect(try code { _ = try Environment.readOnly(directory.path) } == .notFound)
    try directory.write("", to: "data.mdb")
    #expect(try code { _ = try Environment.readOnly(directory.path) } == .notFound)
    #expect(directory.mode(of: "lock.mdb") == nil)
  }

  @Test func aPathThatIsNoDirectory() throws {
    #expect(try refusal(directory.write("text", to: "file")) == .notADirectory)
    #expect(try refusal("/tmp\0/x") == .notFound)
    #expect(try refusal("") == .notFound)
  }

  @Test func aSymlinkedDirectory() throws {
    try directory.makeDirectory("real")
    try directory.makeLink("link", to: "real")
    #expect(try refusal(directory.path(of: "link")) == .symlink)
    #expect(try refusal(directory.path(of: "link//")) == .symlink)
    #expect(try code { _ = try WriterLock(directory: directory.path(of: "link")) } == .symlink)
  }

  @Test(arguments: [0o777, 0o770, 0o702] as [mode_t]) func aDirectoryOthersCanWriteTo(mode: mode_t) throws {
    try directory.setMode(mode, of: ".")
    #expect(try refusal() == .unsafePermissions)
    let error = #expect(throws: LMDBError.self) { _ = try Environment.scratch(directory.path) }
    #expect(error?.message.contains("chmod 700 \(directory.path)") == true)
    #expect(try code { _ = try WriterLock(directory: directory.path) } == .unsafePermissions)
  }

  @Test(arguments: [0o755, 0o750, 0o700] as [mode_t]) func aDirectoryOthersCanRead(mode: mode_t) throws {
    try directory.setMode(mode, of: ".")
    _ = try Environment.scratch(directory.path)
  }

  @Test(.enabled(if: geteuid() == 0)) func anotherUsersDirectory() throws {
    try directory.setOwner(12345, of: ".")
    #expect(try refusal() == .unsafePermissions)
  }

  // MARK: The files

  @Test(arguments: ["data.mdb", "lock.mdb"]) func filesThatAreNone(name: String) throws {
    _ = try makeIndex()
    try directory.move(name, to: "real")
    try directory.makeLink(name, to: "real")
    #expect(try refusal() == .symlink)
    try directory.remove(name)
    try directory.makeFIFO(name)
    #expect(try refusal() == .notARegularFile)
    try directory.remove(name)
    try directory.makeDirectory(name)
    #expect(try refusal() == .notARegularFile)
  }

  @Test(arguments: ["data.mdb", "lock.mdb"]) func filesOthersCanWriteTo(name: String) throws {
    _ = try makeIndex()
    try directory.setMode(0o620, of: name)
    #expect(try refusal() == .unsafePermissions)
  }

  @Test func anEmptyFileIsNew() throws {
    try directory.write("", to: "data.mdb")
    let environment = try Environment.scratch(directory.path)
    #expect(try environment.beginRead().keys() == [])
    try environment.write { try $0.put("a", [1]) }
  }

  @Test func filesThatAreNoIndex() throws {
    var generator = SplitMix64(seed: 66)
    let noise = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let contents = [
      [UInt8](repeating: 0, count: 4096), [UInt8](repeating: 0, count: 100_000), [1], noise,
      try Array(makeIndex()[..<4095]),
    ]
    for content in contents {
      try directory.write(content, to: "data.mdb")
      #expect(try refusal() == .notAnIndex)
      #expect(try directory.contents(of: "data.mdb") == content)
    }
  }

  /// At every page boundary and off it: what is cut off is missed, or was not needed.
  @Test func aTruncatedFile() throws {
    let content = try makeIndex()
    for size in stride(from: 8192, to: content.count, by: 2048) {
      try directory.write(Array(content[..<size]), to: "data.mdb")
      #expect(try refusal() == .damaged, "\(size) of \(content.count) bytes")
    }
    try directory.write(content, to: "data.mdb")
    #expect(try Environment.scratch(directory.path).beginRead().keys().count == 20)
  }

  @Test func damagedMetaPages() throws {
    let content = try makeIndex()
    // Offset in the page, and what is written there. The trees of the older page, 0, are no matter.
    let damages: [(Int, [UInt8], LMDBError.Code)] = [
      (16, [0], .damaged), (10, [0], .damaged), (40, [0, 0, 0, 0], .damaged), (40, [1], .damaged),
      (80, [1, 0, 0, 0, 0, 0, 0, 0], .damaged), (128, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0], .damaged),
    ]
    for page in 0..<2 {
      for (offset, bytes, expected) in damages {
        let expected = page == 0 && offset >= 80 ? nil : expected
        var damaged = content
        damaged.replaceSubrange(page * 4096 + offset..<page * 4096 + offset + bytes.count, with: bytes)
        try directory.write(damaged, to: "data.mdb")
        #expect(try refusal() == expected, "offset \(offset) of page \(page)")
      }
    }
    // The newest meta page is page 1: a last page far beyond the file must not be believed.
    var damaged = content
    damaged.replaceSubrange(4096 + 136..<4096 + 144, with: [UInt8](repeating: 0xFF, count: 8))
    try directory.write(damaged, to: "data.mdb")
    #expect(try refusal() == .damaged)
  }

  @Test func anotherFormatIsLeftAlone() throws {
    var content = try makeIndex()
    content[20] = 2
    content[4096 + 20] = 2
    try directory.write(content, to: "data.mdb")
    #expect(try refusal() == .versionMismatch)
    #expect(try directory.contents(of: "data.mdb") == content)

    content[20] = 1
    content[4096 + 20] = 1
    // Several values to a key.
    content[92] = 4
    content[4096 + 92] = 4
    try directory.write(content, to: "data.mdb")
    #expect(try refusal() == .notAnIndex)
  }

  /// LMDB doesn't write pages that it took and gave back in one transaction, if it was reusing old ones by then: a good
  /// file may be short. The longer list of free pages lies in pages of its own.
  private func makeShortFile(deleted: Int) throws -> (content: [UInt8], pageSize: Int) {
    let value = [UInt8](repeating: 1, count: 10_000)
    let environment = try Environment.scratch(directory.path)
    try environment.write { try $0.put("kept", value) }
    try environment.write { try $0.put("old", value) }
    try environment.write { _ = try $0.delete("old") }
    try environment.write { try $0.put("kept", value) }
    try environment.write { transaction in
      for index in 0..<deleted { try transaction.put("\(index)", value) }
      for index in 0..<deleted { try transaction.delete("\(index)") }
    }
    let info = try environment.info
    let content = try directory.contents(of: "data.mdb")
    #expect(content.count < (info.lastPage + 1) * info.pageSize)
    return (content, info.pageSize)
  }

  @Test(arguments: [10, 3000]) func aShortFileWhoseEndIsFree(deleted: Int) throws {
    let (content, pageSize) = try makeShortFile(deleted: deleted)
    #expect(try Environment.readOnly(directory.path).beginRead().keys() == ["kept"])
    // Cut further, it is good as long as only free pages go.
    var missing = 1
    while try code({ try expectKept(in: Array(content.dropLast(missing * pageSize))) }) == nil { missing *= 2 }
    #expect(missing < content.count / pageSize - 2)
    #expect(try refusal() == .damaged)
  }

  private func expectKept(in content: [UInt8]) throws {
    try directory.write(content, to: "data.mdb")
    #expect(try Environment.readOnly(directory.path).beginRead().value("kept") == [UInt8](repeating: 1, count: 10_000))
  }

  /// The list of free pages is read before LMDB reads the file, and whatever bytes it has.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func aShortFileWithDamage(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let (content, pageSize) = try makeShortFile(deleted: 300)
    // Meta pages and pages of trees: other pages, for the most part values, are not read.
    let pages = (0..<content.count / pageSize).filter { [0x01, 0x02, 0x08].contains(content[$0 * pageSize + 10]) }
    var refused = 0
    for _ in 0..<100 {
      var damaged = content
      let page = pages[generator.below(pages.count)]
      for _ in 0..<1 + generator.below(4) {
        // Mostly in the headers and offsets.
        let offset = generator.below(generator.below(2) == 0 ? 32 : pageSize)
        damaged[page * pageSize + offset] = UInt8(generator.below(256))
      }
      try directory.write(damaged, to: "data.mdb")
      let code = try code { _ = try Environment.readOnly(directory.path) }
      #expect([nil, .damaged, .notAnIndex, .versionMismatch].contains(code))
      refused += code == nil ? 0 : 1
    }
    #expect(refused > 0)
  }

  // MARK: Once open

  @Test func aSecondOpenIsRefused() throws {
    let environment = try Environment.scratch(directory.path)
    try environment.write { try $0.put("a", [1]) }
    #expect(try refusal() == .alreadyOpen)
    // By another path, too.
    #expect(try refusal(directory.path + "/../" + (directory.path.split(separator: "/").last ?? "")) == .alreadyOpen)
    #expect(try environment.beginRead().keys() == ["a"])
  }

  @Test func itCanBeOpenedAgain() throws {
    for round in 0..<5 {
      let environment = try Environment.scratch(directory.path + "/")
      #expect(try environment.beginRead().keys().count == round)
      try environment.write { try $0.put("\(round)", [1]) }
    }
    // A refused open gives the directory free again.
    try directory.setMode(0o777, of: "data.mdb")
    #expect(try refusal() == .unsafePermissions)
    try directory.setMode(0o600, of: "data.mdb")
    #expect(try refusal() == nil)
  }

  @Test func aSmallerMapIsRaisedToTheData() throws {
    let content = try makeIndex()
    let environment = try Environment.scratch(directory.path, mapSize: 1)
    #expect(try environment.info.mapSize >= content.count)
    #expect(try environment.beginRead().keys().count == 20)
  }

  #if canImport(Glibc)
    @Test func nothingIsInherited() throws {
      let environment = try Environment.scratch(directory.path)
      let lock = try WriterLock(directory: directory.path)
      let descriptors = OpenDescriptors.below(directory.path)
      for (number, path) in descriptors { #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0, "\(path)") }
      // Directory, data file twice, lock file; directory, writer lock.
      #expect(descriptors.count == 6)
      withExtendedLifetime((environment, lock)) {}
    }
  #endif
}
