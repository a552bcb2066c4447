/// How a program ended, and what it said.
struct Outcome: CustomStringConvertible {
  /// How a process ends.
  enum End: Equatable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  let end: End
  /// What went to the standard output.
  let output: [UInt8]
  /// What went to the standard error.
  let errors: [UInt8]

  /// The exit status; nil if a signal ended it.
  var status: Int32? {
    if case .exited(let status) = end { status } else { nil }
  }

  /// The standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// The standard error as text.
  var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// The last line of the standard output.
  var lastLine: String { String(text.split(separator: "\n").last ?? "") }

  var description: String { "\(end)\noutput: \(text)\nerrors: \(errorText)" }
}
