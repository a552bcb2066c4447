import Ingest
import Platform

/// Reads the lines of the standard input, however long they are.
struct InputLines {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private var reader = LineReader(maximumLength: .max)

  /// The next line's bytes, without its end; nil where there is none. A last line needs no line feed.
  mutating func next() throws -> ArraySlice<UInt8>? {
    do throws(SystemError) {
      guard case .complete(let line)? = try reader.next(from: .standardInput) else { return nil }
      return reader.buffer[line]
    } catch {
      throw Failure(description: "cannot read the standard input: \(error)")
    }
  }
}
