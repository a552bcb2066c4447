import Platform
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Files and directories")
struct FileTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func openDirectory() throws -> FileDescriptor {
    try FileDescriptor.directory(at: directory.path.utf8)
  }

  private func makeLink(_ name: String, to target: String) {
    #expect(unsafe symlink(directory.path(of: target), directory.path(of: name)) == 0)
  }

  @Test("A path that holds a NUL leads nowhere, not to what stands before it")
  func pathsWithNUL() throws {
    let path = Array("\(directory.path)\u{0}x".utf8)
    #expect(throws: SystemError.noSuchFile) { _ = try FileDescriptor.open(path) }
    #expect(throws: SystemError.noSuchFile) { _ = try FileDescriptor.directory(at: path) }
    #expect(throws: SystemError.noSuchFile) { _ = try FileStatus(path: path) }
    #expect(throws: SystemError.noSuchFile) { try FileSystem.removeDirectory(at: path) }
    #expect(FileSystem.resolvedPath(of: path) == nil)
    #expect(FileIdentity(path: path) == nil)
  }

  @Test("A directory is told from a file and from a link to a directory")
  func directories() throws {
    try directory.makeDirectory("real")
    try directory.write("", to: "file")
    makeLink("link", to: "real")
    _ = try FileDescriptor.directory(at: directory.path(of: "real").utf8)
    #expect(throws: SystemError.tooManyLinks) { _ = try FileDescriptor.directory(at: directory.path(of: "link").utf8) }
    #expect(throws: SystemError.notADirectory) { _ = try FileDescriptor.directory(at: directory.path(of: "file").utf8) }
    #expect(throws: SystemError.noSuchFile) { _ = try FileDescriptor.directory(at: directory.path(of: "none").utf8) }
  }

  @Test("Names in a directory are not followed where they are links")
  func names() throws {
    try directory.write("keep", to: "file")
    makeLink("link", to: "file")
    let folder = try openDirectory()
    #expect(try folder.status(of: "file".utf8)?.kind == .regularFile)
    #expect(try folder.status(of: "link".utf8)?.kind == .symbolicLink)
    #expect(try folder.status(of: "none".utf8) == nil)
    #expect(throws: SystemError.tooManyLinks) { _ = try folder.file("link".utf8) }
    #expect(throws: SystemError.tooManyLinks) { _ = try folder.writableFile("link".utf8) }
    try folder.removeFile("link".utf8)
    #expect(try directory.contents(of: "file") == Array("keep".utf8))
  }

  @Test("A FIFO that nobody writes to is opened without waiting")
  func fifo() throws {
    #expect(unsafe mkfifo(directory.path(of: "fifo"), 0o600) == 0)
    let file = try FileDescriptor.open(directory.path(of: "fifo").utf8)
    #expect(try file.status().kind == .other)
  }

  @Test("The entries of a directory come with their kinds")
  func entries() throws {
    try directory.write("", to: "file")
    try directory.write("", to: ".hidden")
    try directory.makeDirectory("folder")
    makeLink("link", to: "file")
    let folder = try openDirectory()
    var kinds: [String: FileStatus.Kind] = [:]
    try unsafe folder.forEachEntry { name, kind in
      unsafe kinds[String(decoding: name, as: UTF8.self)] = kind
    }
    #expect(kinds == ["file": .regularFile, ".hidden": .regularFile, "folder": .directory, "link": .symbolicLink])
  }

  @Test("What is read at a place is that slice of the file", arguments: UInt64(0)..<8)
  func readingAtAPlace(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let bytes = (0..<random.below(5_000)).map { _ in UInt8(random.below(256)) }
    let file = try FileDescriptor.open(directory.write(bytes, to: "bytes").utf8)
    for _ in 0..<50 {
      let (offset, count) = (random.below(6_000), random.below(6_000))
      #expect(try file.read(count, at: offset) == Array(bytes.dropFirst(offset).prefix(count)))
    }
  }

  @Test("New content replaces a longer one")
  func replacing() throws {
    let file = try openDirectory().writableFile("file".utf8)
    #expect(try file.status().permissions == 0o600)
    try file.replaceContent(with: Array("a long content".utf8))
    try file.replaceContent(with: Array("short".utf8))
    #expect(try directory.contents(of: "file") == Array("short".utf8))
  }

  @Test("A lock lasts as long as its descriptor")
  func locks() throws {
    let folder = try openDirectory()
    let other = try folder.writableFile("lock".utf8)
    do {
      let holder = try folder.writableFile("lock".utf8)
      try holder.lockExclusively()
      #expect(throws: SystemError.wouldBlock) { try other.lockExclusively() }
    }
    try other.lockExclusively()
  }

  @Test("A lock that seems held by a process that has ended is waited for, and no other")
  func locksOfEndedProcesses() throws {
    let folder = try openDirectory()
    let holder = try folder.writableFile("lock".utf8)
    let other = try folder.writableFile("lock".utf8)
    try holder.lockExclusively()
    for name in ["", "\(CurrentProcess.id)\n", "nobody\n", "99999999999999\n"] {
      try holder.replaceContent(with: Array(name.utf8))
      #expect(throws: SystemError.wouldBlock) { try other.lockExclusivelyUnlessHeld() }
    }

    let ended = try ChildProcess(starting: Array("true".utf8), [], streams: (.nowhere, .nowhere, .nowhere))
    _ = try ended.wait()
    try holder.replaceContent(with: Array("\(ended.id)\n".utf8))
    #expect(other.lockHolder == ended.id)
    let number = holder.number
    try Thread.start {
      SystemClock.sleep(milliseconds: 20)
      try? FileDescriptor(unowned: number).unlock()
    }
    try other.lockExclusivelyUnlessHeld()
  }

  @Test("Descriptors are closed where they are owned, and never inherited")
  func ownership() throws {
    var number: Int32
    do {
      let owner = try openDirectory()
      number = owner.number
      do { #expect(try FileDescriptor(unowned: number).status().kind == .directory) }
      #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
    }
    number = try openDirectory().release()
    #expect(fcntl(number, F_GETFD) >= 0)
    close(number)
  }

  @Test("A file that was written to, and its time set back, has another status")
  func statusOfAChangedFile() throws {
    let path = try directory.write("first", to: "file")
    let before = try FileStatus(path: path.utf8)
    #expect(try FileStatus(path: path.utf8) == before)
    try directory.write("other", to: "file")
    #expect(unsafe utimensat(AT_FDCWD, path, [timespec(), timespec()], 0) == 0)
    let after = try FileStatus(path: path.utf8)
    #expect(after != before)
    #expect(after.identity == before.identity)
  }
}
