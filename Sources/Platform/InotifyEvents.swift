/// The events in a buffer that ``Inotify/read(into:)`` has filled.
///
/// Where the bytes end within an event, which the kernel promises never to do, the last event is an overflow.
package struct InotifyEvents: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  /// The bytes of a buffer that hold events.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// The next event: a watch, its kinds, a cookie and the length of the name, four bytes each in the machine's order, then the
  /// name, filled up with NULs.
  package mutating func next() -> InotifyEvent? {
    guard offset < bytes.endIndex else { return nil }
    guard bytes.endIndex - offset >= Self.headerLength else { return overflow() }
    let nameStart = offset + Self.headerLength
    guard let length = Int(exactly: number(at: offset + 12)), length <= bytes.endIndex - nameStart else {
      return overflow()
    }
    let event = InotifyEvent(
      watch: Int32(bitPattern: number(at: offset)), kinds: .init(rawValue: number(at: offset + 4)),
      name: Array(bytes[nameStart..<nameStart + length].prefix { $0 != 0 }))
    offset = nameStart + length
    return event
  }

  private static let headerLength = 16

  private mutating func overflow() -> InotifyEvent {
    offset = bytes.endIndex
    return .overflow
  }

  private func number(at place: Int) -> UInt32 {
    let bytes = SIMD4(bytes[place], bytes[place + 1], bytes[place + 2], bytes[place + 3])
    return unsafe unsafeBitCast(bytes, to: UInt32.self)
  }
}
