import SearchAPI
import Testing

/// Where the socket is.
@Suite struct SocketPathTests {
  private func environment(
    socket: String? = nil, runtime: String? = nil, state: String? = nil, home: String? = nil
  ) -> UserEnvironment {
    var environment = UserEnvironment()
    environment.socket = socket.map { Array($0.utf8) }
    environment.runtimeDirectory = runtime.map { Array($0.utf8) }
    environment.stateHome = state.map { Array($0.utf8) }
    environment.home = home.map { Array($0.utf8) }
    return environment
  }

  private func error(_ body: () throws(SocketPathError) -> SocketPath) -> SocketPathError? {
    do throws(SocketPathError) {
      _ = try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func theFirstRuleThatAppliesWins() throws {
    var all = environment(socket: "/s", runtime: "/run/user/7", state: "/state", home: "/home/u")
    #expect(try SocketPath.resolve(option: "o", environment: all).text == "o")
    #expect(try SocketPath.resolve(option: nil, environment: all).text == "/s")
    all.socket = nil
    #expect(try SocketPath.resolve(option: nil, environment: all).text == "/run/user/7/quo/sock")
    all.runtimeDirectory = nil
    #expect(try SocketPath.resolve(option: nil, environment: all).text == "/state/quo/run/sock")
    all.stateHome = nil
    #expect(try SocketPath.resolve(option: nil, environment: all).text == "/home/u/.local/state/quo/run/sock")
    all.home = nil
    #expect(error { () throws(SocketPathError) in try .resolve(option: nil, environment: all) }?.code == .noDirectory)
  }

  @Test func emptyAndRelativeDirectoriesArePassedOver() throws {
    let environment = environment(socket: "", runtime: "run", state: "", home: "/h")
    #expect(try SocketPath.resolve(option: nil, environment: environment).text == "/h/.local/state/quo/run/sock")
    #expect(error { () throws(SocketPathError) in try .resolve(option: "", environment: environment) }?.code == .empty)
  }

  @Test func aPathFitsTheSystemsAddress() throws {
    let limit = SocketPath.greatestLength
    #if os(Linux)
      #expect(limit == 107)
    #endif
    let longest = "/" + String(repeating: "x", count: limit - 1)
    #expect(try SocketPath(longest).bytes.count == limit)
    let tooLong = error { () throws(SocketPathError) in try SocketPath(longest + "x") }
    #expect(tooLong?.code == .tooLong)
    #expect(tooLong?.message.contains("\(limit + 1) bytes, and the system allows \(limit)") == true)
    // Bytes count, not characters.
    let wide = "/" + String(repeating: "é", count: limit / 2 + 1)
    #expect(error { () throws(SocketPathError) in try SocketPath(wide) }?.code == .tooLong)
    // So do those that a rule adds.
    let environment = environment(runtime: "/" + String(repeating: "x", count: limit - 9))
    let resolved = error { () throws(SocketPathError) in try .resolve(option: nil, environment: environment) }
    #expect(resolved?.code == .tooLong)
  }

  @Test func aPathIsBytes() throws {
    let path = try SocketPath(bytes: [0x2F, 0xE9])
    #expect(path.description == "/\u{FFFD}")
    #expect(error { () throws(SocketPathError) in try SocketPath("a\0b") }?.code == .zeroByte)
  }
}
