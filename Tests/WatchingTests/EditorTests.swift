#if os(Linux)
  import Platform
  import TestSupport
  import Testing

  @testable import Watching

  @Suite("What editors do that are installed here", .timeLimit(.minutes(1)))
  struct EditorTests {
    private static let editors = [
      ("/usr/bin/vim", "vim -Nu NONE -i NONE -es"), ("/usr/bin/nvim", "nvim -u NONE -i NONE --headless -es"),
    ]
    private static let settings = ["", "backupcopy=yes", "nowritebackup"]

    @Test("A save is one change of the file", arguments: editors, settings)
    func save(editor: (path: String, command: String), setting: String) throws {
      guard FileSystem.isExecutableFile(at: Array(editor.path.utf8)) else { return }
      let directory = try TemporaryDirectory()
      let file = try directory.write("one\n", to: "notes.md")
      var options = Follower.options
      options.quietTime = 100
      let follower = try Follower([directory.path], options: options) { path, _, _ in
        WatchedPath.split(path).name.first == UInt8(ascii: ".")
      }
      try follower.settle()

      let commands = setting.isEmpty ? "-c 's/one/two/' -c wq" : "--cmd 'set \(setting)' -c 's/one/two/' -c wq"
      let arguments = ["-c", "\(editor.command) \(commands) \(file)"].map { Array($0.utf8) }
      let process = try ChildProcess(
        starting: Array("/bin/sh".utf8), arguments, streams: (.nowhere, .nowhere, .nowhere))
      #expect(try process.wait() == .exited(0))
      let batches = try follower.settle()
      #expect(batches.filter { !$0.changed.isEmpty }.map(\.changed) == [[Array(file.utf8)]])
      #expect(follower.files == [Array(file.utf8): Array("two\n".utf8)])
    }
  }
#endif
