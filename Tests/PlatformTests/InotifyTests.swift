import Platform
import TestSupport
import Testing

@Suite("News of the kernel")
struct InotifyTests {
  private func bytes(_ number: UInt32) -> [UInt8] {
    unsafe withUnsafeBytes(of: number) { unsafe Array($0) }
  }

  private func encoded(_ event: InotifyEvent, padding: Int) -> [UInt8] {
    bytes(UInt32(bitPattern: event.watch)) + bytes(event.kinds.rawValue) + bytes(77)
      + bytes(UInt32(event.name.count + padding)) + event.name + [UInt8](repeating: 0, count: padding)
  }

  @Test("Events are read one after another, names without their filling")
  func events() {
    let expected = [
      InotifyEvent(watch: 3, kinds: [.created, .isFolder], name: Array("sub".utf8)),
      InotifyEvent(watch: 9, kinds: .selfDeleted),
      InotifyEvent(watch: 3, kinds: .closedAfterWriting, name: [0xFF, 0x0A]),
      .overflow,
    ]
    let buffer = zip(expected, [13, 0, 14, 0]).flatMap { encoded($0, padding: $1) }
    #expect(Array(InotifyEvents(buffer[...])) == expected)
  }

  @Test("An event that is cut off counts as lost")
  func cutOff() {
    let whole = encoded(InotifyEvent(watch: 1, kinds: .deleted, name: Array("name".utf8)), padding: 12)
    for length in 1..<whole.count {
      #expect(Array(InotifyEvents(whole[..<length])) == [.overflow])
    }
  }

  @Test("No bytes trap", arguments: 1...20 as ClosedRange<UInt64>)
  func randomBytes(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<generator.below(80)).map { index in
        // Small numbers, so that some lengths fit.
        index % 4 == 0 ? UInt8(generator.below(20)) : UInt8(generator.below(8) == 0 ? generator.below(256) : 0)
      }
      #expect(Array(InotifyEvents(bytes[...])).count <= bytes.count / 16 + 1)
    }
  }

  #if os(Linux)
    @Test("The kernel tells what happens in a folder that is watched")
    func kernel() throws {
      let directory = try TemporaryDirectory()
      let inotify = try Inotify.open()
      var buffer = [UInt8](repeating: 0, count: 4096)
      let watch = try inotify.watch(folder: Array(directory.path.utf8), followsLink: false)
      #expect(try inotify.watch(folder: Array(directory.path.utf8), followsLink: false) == watch)
      #expect(try inotify.read(into: &buffer) == 0)

      try directory.write("", to: "file")
      FileDescriptor.waitForInput(of: [inotify.descriptor.number], milliseconds: 1_000)
      var count = try inotify.read(into: &buffer)
      let name = Array("file".utf8)
      #expect(
        Array(InotifyEvents(buffer[..<count])) == [
          InotifyEvent(watch: watch, kinds: .created, name: name),
          InotifyEvent(watch: watch, kinds: .closedAfterWriting, name: name),
        ])

      inotify.unwatch(watch)
      inotify.unwatch(watch)
      count = try inotify.read(into: &buffer)
      #expect(Array(InotifyEvents(buffer[..<count])) == [InotifyEvent(watch: watch, kinds: .watchEnded)])
      try directory.write("", to: "another")
      #expect(try inotify.read(into: &buffer) == 0)
    }

    @Test("Only folders are watched, and links only where that is said")
    func refusals() throws {
      let directory = try TemporaryDirectory()
      let inotify = try Inotify.open()
      let file = Array(try directory.write("", to: "file").utf8)
      #expect(throws: SystemError.notADirectory) { _ = try inotify.watch(folder: file, followsLink: true) }
      #expect(throws: SystemError.notADirectory) { _ = try inotify.watch(folder: file + file, followsLink: true) }
      #expect((Inotify.maximumWatches ?? 0) > 0)
    }
  #endif
}

@Suite("Waking a thread that waits for input")
struct WakeUpTests {
  @Test("It stays readable until it is cleared, however often it is called")
  func signals() throws {
    let wakeUp = try WakeUp.make()
    for _ in 0..<100_000 { wakeUp.signal() }
    FileDescriptor.waitForInput(of: [wakeUp.descriptor.number], milliseconds: 60_000)
    wakeUp.clear()
    let start = SystemClock.monotonic()
    FileDescriptor.waitForInput(of: [wakeUp.descriptor.number], milliseconds: 20)
    #expect(SystemClock.monotonic() - start >= 19_000_000)
  }
}
