import Platform
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Sockets")
struct SocketTests {
  private let directory: TemporaryDirectory
  private let path: [UInt8]

  init() throws {
    directory = try TemporaryDirectory()
    path = Array(directory.path(of: "sock").utf8)
  }

  private func listen() throws -> FileDescriptor {
    let listener = try FileDescriptor.socket()
    try CurrentProcess.makingPrivately { () throws(SystemError) in try listener.bind(to: path) }
    try listener.listen(backlog: 4)
    return listener
  }

  private func connect() throws -> FileDescriptor {
    let client = try FileDescriptor.socket()
    try client.connect(to: path)
    return client
  }

  @Test("Bytes arrive, and their sender is known")
  func exchange() throws {
    let listener = try listen()
    #expect(try FileStatus(path: path).isPrivate)
    let client = try connect()
    #expect(try client.peerUser() == CurrentProcess.user)
    let server = try FileDescriptor(checking: accept(listener.number, nil, nil))
    #expect(try client.send(Array("hello".utf8)[1...]) == 4)
    #expect(try server.receive(atMost: 100) == Array("ello".utf8))
  }

  @Test("A wait ends in time")
  func timeout() throws {
    let listener = try listen()
    let client = try connect()
    try client.setTimeout(.receiving, microseconds: 1_000)
    #expect(throws: SystemError.wouldBlock) { try client.receive(atMost: 1) }
    _ = consume listener
  }

  @Test("A peer that is gone is an error, not the end of the process")
  func gonePeer() throws {
    let listener = try listen()
    let client = try connect()
    do { _ = try FileDescriptor(checking: accept(listener.number, nil, nil)) }
    #expect(try client.receive(atMost: 1).isEmpty)
    #expect(throws: SystemError.brokenPipe) { try client.send([1]) }
  }

  @Test("A socket on which nobody listens refuses")
  func staleSocket() throws {
    #expect(throws: SystemError.noSuchFile) { _ = try connect() }
    do { _ = try listen() }
    #expect(throws: SystemError.connectionRefused) { _ = try connect() }
  }
}
