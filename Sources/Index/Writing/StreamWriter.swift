import Postings

/// Writes one stream of a segment: gathers bytes into chunks, and hands on each full chunk.
@safe final class StreamWriter {
  /// Bytes that there is room for at first: a commit of one document fills no chunk, and makes many streams.
  private static let firstRoom = 4096
  private static let alignment = 64

  let id: StreamID
  /// The address of the next byte.
  private(set) var address = 0
  private var checksums: [UInt32] = []
  /// The current chunk: room for `room` bytes of `capacity`, of which `used` are written.
  private var buffer: UnsafeMutableRawPointer
  private var used = 0
  private var room: Int
  private let capacity: Int
  private let accept: (_ stream: StreamID, _ chunk: Int, _ bytes: UnsafeRawBufferPointer) throws -> Void

  init(id: StreamID, accept: @escaping (StreamID, Int, UnsafeRawBufferPointer) throws -> Void) {
    self.id = id
    unsafe self.accept = unsafe accept
    capacity = id.chunkCapacity
    room = min(Self.firstRoom, capacity)
    unsafe buffer = .allocate(byteCount: room, alignment: Self.alignment)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// Appends a unit that takes at most `maximumByteCount` bytes, placed as `ChunkLayout` says, and returns its address;
  /// `write` writes the unit and returns its size.
  @discardableResult
  func append(maximumByteCount: Int, _ write: (UnsafeMutableRawPointer) -> Int) throws -> Int {
    if room - used < maximumByteCount {
      try makeRoom(maximumByteCount)
    }
    let start = address
    let size = unsafe write(buffer + used)
    precondition(
      size <= maximumByteCount && maximumByteCount <= capacity, "a unit must be as small as it was said to be")
    used += size
    address += size
    return start
  }

  /// Appends bytes that lie in one chunk.
  @discardableResult
  func append(_ bytes: UnsafeRawBufferPointer) throws -> Int {
    unsafe try append(maximumByteCount: bytes.count) { target in
      if let source = bytes.baseAddress { unsafe target.copyMemory(from: source, byteCount: bytes.count) }
      return bytes.count
    }
  }

  /// Appends one entry of an array, little-endian.
  func append<Number: FixedWidthInteger>(_ number: Number) throws {
    unsafe try append(maximumByteCount: MemoryLayout<Number>.size) { target in
      unsafe target.storeBytes(of: number.littleEndian, as: Number.self)
      return MemoryLayout<Number>.size
    }
  }

  /// Appends entries of an array, little-endian: as one by one, but faster.
  func append(_ numbers: [UInt32]) throws {
    let size = MemoryLayout<UInt32>.size
    var next = 0
    while next < numbers.count {
      if room - used < size { try makeRoom(size) }
      let count = min(numbers.count - next, (room - used) / size)
      for index in 0..<count {
        unsafe buffer.storeBytes(
          of: numbers[next + index].littleEndian, toByteOffset: used + size * index, as: UInt32.self)
      }
      used += size * count
      address += size * count
      next += count
    }
  }

  /// Hands on the last chunk.
  ///
  /// - Returns: what the descriptor says of the stream; nil if it is empty.
  func finish() throws -> SegmentDescriptor.Stream? {
    if used > 0 { try handOn() }
    return address == 0 ? nil : SegmentDescriptor.Stream(id: id, length: UInt64(address), checksums: checksums)
  }

  /// Makes room for so many bytes in the current chunk, or in the next one where this has not as many left.
  private func makeRoom(_ byteCount: Int) throws {
    if capacity - used < byteCount { try endChunk() }
    guard room - used < byteCount else { return }
    var wanted = 2 * room
    while wanted - used < byteCount { wanted *= 2 }
    grow(to: min(wanted, capacity))
  }

  private func grow(to size: Int) {
    let grown = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Self.alignment)
    unsafe grown.copyMemory(from: buffer, byteCount: used)
    unsafe buffer.deallocate()
    unsafe buffer = grown
    room = size
  }

  /// Fills up the current chunk with zeros and hands it on.
  private func endChunk() throws {
    if room < capacity { grow(to: capacity) }
    unsafe (buffer + used).initializeMemory(as: UInt8.self, repeating: 0, count: capacity - used)
    address += capacity - used
    used = capacity
    try handOn()
  }

  private func handOn() throws {
    let chunk = unsafe UnsafeRawBufferPointer(start: buffer, count: used)
    unsafe checksums.append(CRC32C.checksum(chunk))
    unsafe try accept(id, checksums.count - 1, chunk)
    used = 0
  }
}
