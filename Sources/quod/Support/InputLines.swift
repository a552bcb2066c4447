import Ingest
import Platform

/// Reads the lines of the standard input, however long they are.
struct InputLines: ~Copyable {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private var reader = LineReader(maximumLength: .max)
  private var input: ByteInput

  init() throws {
    input = try ByteInput(.standardInput)
  }

  /// The next line's bytes, without its end; nil where there is none. A last line needs no line feed.
  mutating func next() throws -> ArraySlice<UInt8>? {
    do throws(InputError) {
      guard case .complete(let line)? = try reader.next(from: &input) else { return nil }
      return reader.buffer[line]
    } catch {
      throw Failure(description: "cannot read the standard input: \(error)")
    }
  }
}
