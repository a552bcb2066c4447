import JSON
import Testing

/// A text given as a string or, where it is not well-formed UTF-8, as bytes.
struct SampleText: Sendable, CustomTestStringConvertible, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(stringLiteral text: String) {
    bytes = Array(text.utf8)
  }

  init(arrayLiteral elements: UInt8...) {
    bytes = elements
  }

  var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }
}

/// Parses as a tree and by skipping, and returns the error of each.
func errors(of bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> (parsing: JSONError?, skipping: JSONError?) {
  let parsing = thrownError { () throws(JSONError) in _ = try JSONValue(parsing: bytes, limits: limits) }
  let skipping = thrownError { () throws(JSONError) in
    try JSONReader.read(bytes, limits: limits) { (reader) throws(JSONError) in
      try reader.skipValue()
      try reader.finish()
    }
  }
  return (parsing, skipping)
}

/// The error that `body` throws.
func thrownError(_ body: () throws(JSONError) -> Void) -> JSONError? {
  do throws(JSONError) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The bytes of a value that was written.
func written(_ value: JSONValue) -> [UInt8] {
  var writer = JSONWriter()
  writer.value(value)
  return writer.bytes
}
