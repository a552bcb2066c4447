import Foundation
import Ingest
import Testing

@Suite("Standard input", .serialized, .timeLimit(.minutes(1)))
struct StandardInputTests {
  /// Runs `body` with a pipe as the standard input, into which another thread writes slowly and in pieces.
  private func withStandardInput<Result>(
    _ content: String, isNonBlocking: Bool = false, _ body: () throws -> Result
  ) throws -> Result {
    var ends: [Int32] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    // Git, started by other tests at the same time, must not keep the pipe open.
    _ = fcntl(writeEnd, F_SETFD, FD_CLOEXEC)
    if isNonBlocking { _ = fcntl(readEnd, F_SETFL, O_NONBLOCK) }
    let saved = dup(STDIN_FILENO)
    dup2(readEnd, STDIN_FILENO)
    close(readEnd)
    defer {
      dup2(saved, STDIN_FILENO)
      close(saved)
    }
    let bytes = Array(content.utf8)
    Thread.detachNewThread {
      var rest = bytes[...]
      while !rest.isEmpty {
        usleep(1000)
        let piece = Array(rest.prefix(9999))
        let count = unsafe write(writeEnd, piece, piece.count)
        if count <= 0 { break }
        rest = rest.dropFirst(count)
      }
      close(writeEnd)
    }
    return try body()
  }

  @Test("JSON lines come from a pipe, whether it blocks or not", arguments: [false, true])
  func pipes(isNonBlocking: Bool) throws {
    let lines = (0..<3000).map { "{\"id\":\($0),\"text\":\"number \($0)\"}\n" }.joined()
    let intake = try withStandardInput("broken\n" + lines, isNonBlocking: isNonBlocking) {
      try Intake(of: [.standardInput])
    }
    #expect(intake.documents.count == 3000)
    #expect(intake.texts.last == "|number 2999")
    #expect(intake.paths.first == "-")
    #expect(intake.skips == ["-:1: malformed JSON"])
  }

  @Test("An empty input is no error")
  func empty() throws {
    #expect(try withStandardInput("") { try Intake(of: [.standardInput]) }.report == IngestReport())
  }
}
