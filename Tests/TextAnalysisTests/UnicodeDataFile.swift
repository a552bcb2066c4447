import Foundation
import Testing
import TextAnalysis

/// The files of the Unicode Character Database as Debian installs them.
enum UnicodeDataFile {
  static let folder = "/usr/share/unicode"

  /// Whether the files are there at all.
  static let isInstalled = FileManager.default.fileExists(atPath: "\(folder)/UnicodeData.txt")

  /// The text of a file, which must be of the version that the analyzer's tables were made from: the tests prove nothing
  /// with another.
  static func text(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UnicodeDataError(description: "cannot read \(path)")
    }
    let text = String(decoding: data, as: UTF8.self)
    if let version = version(statedIn: text), version != Analyzer.unicodeVersion {
      throw UnicodeDataError(
        description: "\(path) is of Unicode \(version), the analyzer's tables of \(Analyzer.unicodeVersion)")
    }
    return text
  }

  /// The version in a first line such as `# WordBreakTest-15.0.0.txt`; some files have none.
  private static func version(statedIn text: String) -> Substring? {
    let name = text.prefix { $0 != "\n" }.split(separator: "-").last ?? ""
    return name.first?.isNumber == true && name.hasSuffix(".txt") ? name.dropLast(4) : nil
  }

  /// The fields of every line of a file, without comments and empty lines.
  static func records(_ name: String) throws -> [[Substring]] {
    try text(name).utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      let fields = content.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(trimmed)
      return fields.allSatisfy(\.isEmpty) ? nil : fields
    }
  }

  /// The scalars that a field such as `0041` or `0041..005A` names.
  static func scalars(_ field: Substring) throws -> ClosedRange<UInt32> {
    let ends = field.split(separator: "..")
    guard let first = ends.first.flatMap({ UInt32($0, radix: 16) }), let last = UInt32(ends.last ?? "", radix: 16)
    else { throw UnicodeDataError(description: "not a range of scalars: \(field)") }
    return first...last
  }

  /// The scalars that a field such as `0041 0300` lists.
  static func sequence(_ field: some StringProtocol) throws -> [UInt32] {
    try field.split(separator: " ").map { number in
      guard let scalar = UInt32(number, radix: 16) else {
        throw UnicodeDataError(description: "not a list of scalars: \(field)")
      }
      return scalar
    }
  }

  private static func trimmed(_ field: Substring.UTF8View.SubSequence) -> Substring {
    var field = field
    let blanks: Set = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    while let first = field.first, blanks.contains(first) { field.removeFirst() }
    while let last = field.last, blanks.contains(last) { field.removeLast() }
    return Substring(field)
  }
}

/// What is wrong with a file of the Unicode Character Database.
struct UnicodeDataError: Error, CustomStringConvertible {
  let description: String
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says why, where the Unicode Character Database is not installed.
  static var needsUnicodeData: Self {
    .enabled(
      if: UnicodeDataFile.isInstalled,
      "\(UnicodeDataFile.folder) holds no Unicode Character Database: install the Debian package unicode-data")
  }
}
