import Foundation
import JSON
import TestSupport
import Testing

/// What `quo` prints for editors, opened by them.
@Suite struct EditorTests {
  private let sandbox: Sandbox
  private let folder: String

  init() throws {
    sandbox = try Sandbox()
    folder = try sandbox.shell(#"cd "$3" && pwd -P"#, sandbox.directory.path).lastLine
  }

  private static func path(of program: String) -> String? {
    guard let sandbox = try? Sandbox(),
      let outcome = try? sandbox.start("/bin/sh", ["-c", "command -v \(program)"]).wait(), outcome.status == 0
    else { return nil }
    return outcome.lastLine
  }

  /// Articles with what moves bytes: line ends of two kinds, tabs, entities, tags, characters of one to four bytes.
  private static let articles = [
    "a text.md": "# Łódź ⚠️\n\nfirst line\nŁódź 🌬️ storm warning, and\ta *storm\nwarning*\n\n停火 storm warning\n",
    "dos.txt": "title\r\n\r\nthe storm\r\nwarning\tstorm warning\r\n",
    "page.html": "<title>T</title>\n<p>&eacute;&amp;&#x1F422; <b>st</b>orm\n warning, <i>storm&nbsp;warning</i>\n",
    "records.jsonl": #"{"id":"1","text":"nothing"}"# + "\n" + #"{"id":"2","text":"a storm\nwarning"}"# + "\n",
  ]

  private func serve() throws -> Daemon {
    for (name, text) in Self.articles { try sandbox.directory.write(text, to: "articles/" + name) }
    let outcome = try sandbox.quod("build", "--index", sandbox.index, folder + "/articles")
    #expect(outcome.status == 0, "\(outcome)")
    return try Daemon(in: sandbox)
  }

  /// The places of the phrase, as the daemon tells them: files, and bytes in them or in the field of a record.
  private func places() throws -> [(file: String, start: Int)] {
    let events = try sandbox.quo("search", "--format", "jsonl", #""storm warning""#).text.split(separator: "\n")
    return try events.compactMap { line in
      let event = try JSONValue(parsing: String(line))
      guard event["type"] == .string("match"), case .string(let path) = event["data"]?["path"],
        let start = event["data"]?.integer("start")
      else { return nil }
      return (path.components(separatedBy: "/").last ?? "", Int(start))
    }
  }

  @Test(
    arguments: [("vim", "-Nu NONE -i NONE -es"), ("nvim", "-u NONE -i NONE --headless -es")]
      .filter { path(of: $0.0) != nil })
  func editorsLandOnTheByte(editor: String, options: String) throws {
    let daemon = try serve()
    let places = try places()
    #expect(places.count == 8, "\(places)")
    // Vim takes few commands on its command line, so they are a script.
    let commands =
      ["let landings = []"]
      + places.indices.flatMap { index in
        ["cc \(index + 1)", #"call add(landings, expand("%:t") . " " . (line2byte(line(".")) + col(".") - 2))"#]
      } + [#"call writefile(landings, "landings")"#, "qa!"]
    try sandbox.directory.write(commands.joined(separator: "\n") + "\n", to: "commands.vim")
    let script = #"""
      cd "$3" && "$1" search --format vimgrep '"storm warning"' > list &&
      \#(editor) \#(options) -q list -S commands.vim && cat landings
      """#
    let outcome = try sandbox.shell(script, folder)
    // A record is its line.
    let second = (Self.articles["records.jsonl"] ?? "").utf8.prefix { $0 != 0x0A }.count + 1
    let expected = places.map { "\($0.file) \($0.file == "records.jsonl" ? second : $0.start)" }
    #expect(outcome.text.split(separator: "\n").map(String.init) == expected, "\(outcome)")
    #expect(daemon.process.isRunning)
  }

  /// The lines of the guide, with an editor that only says what it is called with.
  @Test(.enabled(if: path(of: "fzf") != nil && Sandbox.hasTerminals, "it needs fzf and script(1)"))
  func theRecipeForFzfWorks() throws {
    let daemon = try serve()
    let guide = try String(contentsOfFile: Repository.path + "/docs/CLIENT.md", encoding: .utf8)
    let recipe = try #require(
      guide.components(separatedBy: "```").first { $0.hasPrefix("sh\n") && $0.contains("fzf --disabled") })
    let editor = try sandbox.directory.write(
      "#!/bin/sh\nprintf '%s\\n' \"$@\" > called.part; mv called.part called\n", to: "bin/vim")
    try FileMode.set(0o755, of: editor)
    try sandbox.directory.write(String(recipe.dropFirst(3)), to: "recipe")
    let script = #"""
      export PATH="$3/bin:$(dirname "$1"):$PATH" TERM=xterm SHELL=/bin/sh; cd "$3"
      # What is typed before fzf listens is lost; Ctrl-U begins the query anew.
      for i in $(seq 100); do
        [ -e called ] && break
        printf '\025停火'; sleep 0.2; printf '\r'; sleep 0.2
      done | script -qec "stty rows 24 cols 80; timeout --foreground 50 sh recipe" /dev/null > /dev/null
      cat called
      """#
    let outcome = try sandbox.shell(script, folder)
    #expect(outcome.text == "articles/a text.md\n+call cursor('7', '1')\n", "\(outcome)")
    #expect(daemon.process.isRunning)
  }
}
