#if os(Linux)
  import TestSupport
  import Testing

  @testable import Watching

  #if canImport(Glibc)
    import Glibc
  #endif

  @Suite("However an editor saves a file, that is one change of it", .timeLimit(.minutes(1)))
  struct SavePatternTests {
    private let directory: TemporaryDirectory
    private let follower: Follower
    private let file: [UInt8]

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("old", to: "notes.md")
      try directory.write("other", to: "other.md")
      follower = try Follower([directory.path])
      #expect(follower.next()?.roots.values.first == .rescan(.started))
      try follower.settle()
      file = directory.path(of: Array("notes.md".utf8))
    }

    private func expectOneChange(_ place: SourceLocation = #_sourceLocation) throws {
      var expected = WatchBatch()
      expected.changed = [file]
      #expect(try follower.settle() == [expected], sourceLocation: place)
      #expect(follower.files[file] == Array("new".utf8), sourceLocation: place)
    }

    @Test("nano, VS Code: cut off and written again")
    func inPlace() throws {
      try directory.overwrite("new", in: "notes.md")
      try expectOneChange()
    }

    @Test("Cut off, and written some time later")
    func slowlyInPlace() throws {
      let writer = try Writer(directory.path(of: "notes.md"), O_WRONLY | O_TRUNC)
      #expect(follower.next(milliseconds: 150) == nil)
      try writer.write("new")
      _ = consume writer
      try expectOneChange()
    }

    @Test("gedit, Kate, JetBrains: another file, renamed over it")
    func renameOver() throws {
      try directory.write("new", to: ".goutputstream-X7")
      try directory.move(".goutputstream-X7", to: "notes.md")
      try expectOneChange()
    }

    @Test("vim: the file becomes the backup, another is made, the backup is removed; and it tries whether it can write")
    func vim() throws {
      try directory.write("", to: "4913")
      try directory.remove("4913")
      try directory.write("swap", to: ".notes.md.swp")
      try directory.move("notes.md", to: "notes.md~")
      try directory.write("new", to: "notes.md")
      try directory.remove("notes.md~")
      try directory.remove(".notes.md.swp")
      try expectOneChange()
    }

    @Test("JetBrains' safe write: the file is moved away, and another to its place")
    func safeWrite() throws {
      try directory.write("new", to: "notes.md___jb_tmp___")
      try directory.move("notes.md", to: "notes.md___jb_old___")
      try directory.move("notes.md___jb_tmp___", to: "notes.md")
      try directory.remove("notes.md___jb_old___")
      try expectOneChange()
    }

    @Test("Removed and made again")
    func unlinkAndCreate() throws {
      try directory.remove("notes.md")
      try directory.write("new", to: "notes.md")
      try expectOneChange()
    }

    @Test("Two files that change places")
    func exchange() throws {
      try directory.write("new", to: "other.md")
      try follower.settle()
      try directory.exchange("notes.md", with: "other.md")
      var expected = WatchBatch()
      expected.changed = [file, directory.path(of: Array("other.md".utf8))]
      #expect(try follower.settle() == [expected])
      #expect(follower.files[file] == Array("new".utf8))
    }

    @Test("emacs keeps a backup and has a lock, which is a link to nowhere")
    func emacs() throws {
      try directory.makeLink(".#notes.md", to: "user@host.1:1")
      try directory.write("draft", to: "#notes.md#")
      try directory.move("notes.md", to: "notes.md~")
      try directory.write("new", to: "notes.md")
      try directory.remove("#notes.md#")
      try directory.remove(".#notes.md")
      var expected = WatchBatch()
      expected.changed = [file, directory.path(of: Array("notes.md~".utf8))]
      #expect(try follower.settle() == [expected])
    }

    @Test("A backup that was there before is told when it is gone")
    func olderBackup() throws {
      try directory.write("backup", to: "notes.md~")
      try follower.settle()
      try directory.move("notes.md", to: "notes.md~")
      try directory.write("new", to: "notes.md")
      try directory.remove("notes.md~")
      var expected = WatchBatch()
      expected.changed = [file]
      expected.removed = [directory.path(of: Array("notes.md~".utf8))]
      #expect(try follower.settle() == [expected])
    }

    @Test("Who keeps a file open is heard now and then, and keeps nobody waiting")
    func log() throws {
      var options = Follower.options
      options.maximumDelay = 400
      let follower = try Follower([directory.path], options: options)
      try follower.settle()
      let writer = try Writer(directory.path(of: "log.txt"), O_WRONLY | O_CREAT)
      try writer.write("1")
      try directory.overwrite("new", in: "notes.md")
      let first = try #require(follower.next())
      #expect(first.changed == [file])
      try writer.write("2")
      let second = try #require(follower.next())
      #expect(second.changed == [directory.path(of: Array("log.txt".utf8))])
      #expect(follower.files.values.contains(Array("12".utf8)))
    }
  }
#endif
