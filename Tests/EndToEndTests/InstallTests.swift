import Foundation
import TestSupport
import Testing

/// `scripts/install`, and what it installs beside the programs.
@Suite struct InstallTests {
  private let sandbox: Sandbox
  private let prefix: String

  init() throws {
    sandbox = try Sandbox()
    prefix = try sandbox.directory.makeDirectory("a prefix")
  }

  private func install(_ arguments: String...) throws -> Outcome {
    let script = #"cd / && from="$(dirname "$1")"; shift 2; exec "$0" --from "$from" "$@""#
    return try sandbox.start(
      "/bin/sh", ["-c", script, Repository.path + "/scripts/install"] + Self.programs() + arguments
    ).wait()
  }

  private static func programs() throws -> [String] { try ["quo", "quod"].map(Programs.path) }

  private func files() throws -> [String] {
    try sandbox.shell(#"cd "$3" && find . | sort"#, prefix).text.split(separator: "\n").map(String.init)
  }

  /// Whether a program is there that checks what was installed.
  private static func has(_ program: String) -> Bool {
    (try? Sandbox().shell("command -v \(program)"))?.status == 0
  }

  @Test func whatIsInstalledIsRemovedAndNothingElse() throws {
    try sandbox.directory.write("mine", to: "a prefix/bin/quo-mine")
    try sandbox.directory.write("mine", to: "a prefix/share/man/man1/mine.1")
    let before = try files()
    let installed = try install("--prefix", prefix)
    #expect(installed.status == 0 && installed.text.hasPrefix("installed quo "), "\(installed)")
    let after = try files()
    for path in [
      "bin/quo", "bin/quod", "share/man/man1/quo-search.1", "share/bash-completion/completions/quo",
      "share/zsh/site-functions/_quod", "share/fish/vendor_completions.d/quo.fish", "share/quo/installed",
    ] {
      #expect(after.contains("./" + path), "\(path)")
    }
    let version = try sandbox.start(prefix + "/bin/quo", ["--version"]).wait()
    #expect(
      version.status == 0 && version.text == installed.text.components(separatedBy: " in ")[0].dropFirst(10) + "\n")

    // Again it is the same, and what an older version had goes away.
    let list = prefix + "/share/quo/installed"
    try sandbox.directory.write("old", to: "a prefix/share/quo/old/page")
    let old = try String(contentsOfFile: list, encoding: .utf8)
    try (old + "share/quo/old/\nshare/quo/old/page\n").write(toFile: list, atomically: true, encoding: .utf8)
    #expect(try install("--prefix=" + prefix).status == 0)
    #expect(try files() == after)
    #expect(try String(contentsOfFile: list, encoding: .utf8) == old)

    let removed = try install("--uninstall", "--prefix", prefix)
    #expect(removed.status == 0, "\(removed)")
    #expect(try files() == before)
    let again = try install("--uninstall", "--prefix", prefix)
    #expect(again.status == 1 && again.errorText.contains("nothing was installed"), "\(again)")
  }

  @Test func withoutProgramsNothingIsInstalled() throws {
    let outcome = try sandbox.start(
      Repository.path + "/scripts/install", ["--prefix", prefix, "--from", sandbox.directory.path]
    ).wait()
    #expect(outcome.status == 1 && outcome.errorText.contains("there is no program"), "\(outcome)")
    #expect(try files() == ["."])
    for arguments in [["--prefix"], ["--prefix", ""], ["--bogus"]] {
      #expect(try sandbox.start(Repository.path + "/scripts/install", arguments).wait().status == 2)
    }
  }

  @Test(
    arguments: [
      ("bash", "bash -n quo.bash && bash -n quod.bash"), ("zsh", "zsh -n _quo && zsh -n _quod"),
      ("fish", "fish -n quo.fish && fish -n quod.fish"),
    ].filter { has($0.0) })
  func shellsReadTheCompletions(shell: String, check: String) throws {
    let outcome = try sandbox.shell(#"cd "$3/packaging/completions" && "# + check, Repository.path)
    #expect(outcome.status == 0 && outcome.output == [] && outcome.errors == [], "\(outcome)")
  }

  @Test(.enabled(if: has("bash"), "it needs bash"))
  func bashCompletesOptionsAndTheirValues() throws {
    for (words, expected) in [
      (["quo", "sea"], "search"), (["quo", "search", "--format", "vim"], "vimgrep"),
      (["quo", "search", "--files"], "--files-with-matches"), (["quo", "daemon", "sta"], "start status"),
    ] {
      let script = #"""
        . "$3/packaging/completions/quo.bash"; shift 3
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
        _quo quo "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}" | sed 's/ *$//' | sort | paste -s -d ' '
        """#
      let outcome = try sandbox.start(
        "/usr/bin/env", ["bash", "-c", script, "bash"] + Self.programs() + [Repository.path] + words
      ).wait()
      #expect(outcome.lastLine == expected, "\(words): \(outcome)")
    }
  }

  @Test(.enabled(if: has("mandoc"), "it needs mandoc"))
  func theManualPagesAreInOrder() throws {
    let lint = try sandbox.shell(#"cd "$3/packaging/man" && mandoc -T lint -W error *.1"#, Repository.path)
    #expect(lint.status == 0 && lint.output == [], "\(lint)")
    let page = try sandbox.shell(#"mandoc -O width=78 "$3/packaging/man/quo-search.1" | col -b"#, Repository.path).text
    for line in page.components(separatedBy: "\n") { #expect(line.count <= 78, "\(line)") }
    #expect(page.contains("[--as-you-type]") && page.contains("EXIT STATUS"))
  }

  /// The pages and completions are those of the programs that are tested.
  @Test func theManualsAreUpToDate() throws {
    let script = #"exec "$3/scripts/generate-manuals" --check --bin "$(dirname "$1")""#
    let outcome = try sandbox.shell(script, Repository.path)
    #expect(outcome.status == 0, "\(outcome)")
  }
}
