/// Cuts a stream of bytes into messages.
///
/// The connection's first byte chooses the framing (``Framing/init(firstByte:)``). In line framing, lines of white space
/// are passed over; in header framing, lines end with CRLF, names are compared without regard to case, and headers other
/// than `Content-Length` (such as `Content-Type`) are tolerated. A message over its limit is refused when its length is
/// known, and is never buffered; a message takes memory only as its bytes arrive, whatever its header announces.
///
/// A value type without input or output of its own: feed it what arrives, in pieces of any size.
public struct FrameDecoder: Sendable {
  private enum State {
    /// Nothing has arrived.
    case start
    /// Within a header block; what arrived of it is buffered.
    case header
    /// Within a message of known length; what arrived of it is buffered.
    case body(length: Int)
    /// Within a line; what arrived of it is buffered.
    case line
    case failed(FrameError)
  }

  /// The limits that it was made with.
  public let limits: FrameLimits

  /// The framing, nil before the first byte.
  public private(set) var framing: Framing?

  private var state = State.start
  private var buffer: [UInt8] = []

  /// Makes a decoder for one connection.
  ///
  /// - Parameters:
  ///   - framing: the framing where it is known, as it is to a client; else the first byte chooses.
  ///   - limits: how long messages and headers may be.
  public init(framing: Framing? = nil, limits: FrameLimits = FrameLimits()) {
    self.framing = framing
    self.limits = limits
    if let framing {
      state = Self.stateBetweenMessages(framing)
    }
  }

  /// Whether it is between two messages: a peer that closes elsewhere has cut one short.
  public var isBetweenMessages: Bool {
    switch state {
    case .start: true
    case .header, .line: buffer.isEmpty
    case .body, .failed: false
    }
  }

  /// Takes bytes from the front of `input` up to the end of the next message.
  ///
  /// - Parameter input: becomes what is left of it: nothing unless a message was returned.
  /// - Returns: the message without its frame, nil where it is not complete yet.
  /// - Throws: `FrameError`, at this call and at all that follow.
  public mutating func nextMessage(from input: inout ArraySlice<UInt8>) throws(FrameError) -> [UInt8]? {
    var consumed = 0
    let message = try unsafe input.span.withUnsafeBytes { (bytes) throws(FrameError) in
      var rest = unsafe bytes
      let message = try unsafe nextMessage(from: &rest)
      consumed = bytes.count - rest.count
      return message
    }
    input.removeFirst(consumed)
    return message
  }

  /// Takes bytes from the front of `input` up to the end of the next message; they are copied once, into the message.
  ///
  /// - Parameter input: memory that stays valid during the call; becomes what is left of it: nothing unless a message
  ///   was returned.
  /// - Returns: the message without its frame, nil where it is not complete yet.
  /// - Throws: `FrameError`, at this call and at all that follow.
  public mutating func nextMessage(from input: inout UnsafeRawBufferPointer) throws(FrameError) -> [UInt8]? {
    do throws(FrameError) {
      while unsafe !input.isEmpty {
        switch state {
        case .start:
          try unsafe chooseFraming(firstByte: input[0])
        case .header:
          try unsafe readHeader(from: &input)
        case .body(let length):
          if let message = unsafe readBody(of: length, from: &input) { return message }
        case .line:
          if let message = try unsafe readLine(from: &input) { return message }
        case .failed(let error):
          throw error
        }
      }
      return nil
    } catch {
      state = .failed(error)
      buffer = []
      throw error
    }
  }

  private static func stateBetweenMessages(_ framing: Framing) -> State {
    switch framing {
    case .contentLength: .header
    case .newline: .line
    }
  }

  private mutating func chooseFraming(firstByte: UInt8) throws(FrameError) {
    guard let framing = Framing(firstByte: firstByte) else {
      throw FrameError(.unknownFraming, "a connection begins with \"Content-Length\" or with \"{\"")
    }
    self.framing = framing
    state = Self.stateBetweenMessages(framing)
  }

  private mutating func readHeader(from input: inout UnsafeRawBufferPointer) throws(FrameError) {
    var count = 0
    while count < input.count {
      let byte = unsafe input[count]
      count += 1
      guard buffer.count < limits.headerLength else {
        throw FrameError(.headerTooLong, "the header is longer than \(limits.headerLength) bytes")
      }
      let isAfterReturn = buffer.last == UInt8(ascii: "\r")
      let isLineFeed = byte == UInt8(ascii: "\n")
      guard isAfterReturn == isLineFeed else {
        throw FrameError(.malformedHeader, "header lines end with a carriage return and a line feed")
      }
      buffer.append(byte)
      // A line that ends two bytes after the one before it is empty, and so is a first line of two bytes.
      if isLineFeed, buffer.count == 2 || buffer.dropLast(2).last == UInt8(ascii: "\n") {
        let length = try HeaderBlock(buffer).messageLength(limit: limits.messageLength)
        buffer.removeAll(keepingCapacity: true)
        state = .body(length: length)
        break
      }
    }
    unsafe input = UnsafeRawBufferPointer(rebasing: input[count...])
  }

  private mutating func readBody(of length: Int, from input: inout UnsafeRawBufferPointer) -> [UInt8]? {
    let count = min(length - buffer.count, input.count)
    unsafe take(count, from: &input)
    guard buffer.count == length else { return nil }
    state = .header
    return takeBuffer()
  }

  private mutating func readLine(from input: inout UnsafeRawBufferPointer) throws(FrameError) -> [UInt8]? {
    let end = unsafe input.firstIndex(of: UInt8(ascii: "\n"))
    let count = end ?? input.count
    guard count <= limits.messageLength - buffer.count else {
      throw FrameError(.messageTooLarge, "frame too large: a message has at most \(limits.messageLength) bytes")
    }
    unsafe take(count, from: &input)
    guard end != nil else { return nil }
    unsafe input = UnsafeRawBufferPointer(rebasing: input[1...])
    let line = takeBuffer()
    return line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : line
  }

  private mutating func take(_ count: Int, from input: inout UnsafeRawBufferPointer) {
    unsafe buffer.append(contentsOf: input[..<count])
    unsafe input = UnsafeRawBufferPointer(rebasing: input[count...])
  }

  private mutating func takeBuffer() -> [UInt8] {
    let message = buffer
    buffer = []
    return message
  }
}
