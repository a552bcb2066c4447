/// The properties that the naive analyzer looks up, straight from the files, in arrays and dictionaries by scalar.
struct UnicodeDatabase: Sendable {
  static let shared = Result { try UnicodeDatabase() }

  let wordBreak: Property
  let script: Property
  private(set) var category = Property(default: "Cn")
  private(set) var combiningClass: [UInt32: Int] = [:]
  private(set) var decomposition: [UInt32: [UInt32]] = [:]
  private(set) var caseFolding: [UInt32: [UInt32]] = [:]
  private let binary: [String: [Bool]]

  /// A property with few values.
  struct Property: Sendable {
    private var names: [String]
    private var numbers = [UInt8](repeating: 0, count: 0x110000)

    init(default name: String) {
      names = [name]
    }

    subscript(scalar: UInt32) -> String {
      names[Int(numbers[Int(scalar)])]
    }

    mutating func set(_ scalars: ClosedRange<UInt32>, to name: Substring) {
      let index = names.firstIndex { $0 == name } ?? names.endIndex
      if index == names.endIndex { names.append(String(name)) }
      for scalar in scalars { numbers[Int(scalar)] = UInt8(index) }
    }
  }

  init() throws {
    wordBreak = try Self.property("auxiliary/WordBreakProperty.txt", default: "Other")
    script = try Self.property("Scripts.txt", default: "Unknown")
    var binary: [String: [Bool]] = [:]
    for name in ["Alphabetic", "Lowercase", "Default_Ignorable_Code_Point"] {
      binary[name] = try Self.binaryProperty(name, in: "DerivedCoreProperties.txt")
    }
    for name in ["Emoji_Presentation", "Extended_Pictographic"] {
      binary[name] = try Self.binaryProperty(name, in: "emoji/emoji-data.txt")
    }
    self.binary = binary
    for fields in try UnicodeDataFile.records("CaseFolding.txt") where fields[1] == "C" || fields[1] == "F" {
      caseFolding[try UnicodeDataFile.scalars(fields[0]).lowerBound] = try UnicodeDataFile.sequence(fields[2])
    }
    try readUnicodeData()
  }

  func has(_ name: String, _ scalar: UInt32) -> Bool {
    binary[name]?[Int(scalar)] ?? false
  }

  private mutating func readUnicodeData() throws {
    var first: UInt32?
    for fields in try UnicodeDataFile.records("UnicodeData.txt") {
      let scalar = try UnicodeDataFile.scalars(fields[0]).lowerBound
      if fields[1].utf8.last == UInt8(ascii: ">"), fields[1].hasSuffix("First>") {
        first = scalar
        continue
      }
      category.set((first ?? scalar)...scalar, to: fields[2])
      first = nil
      if let combiningClass = Int(fields[3]), combiningClass != 0 { self.combiningClass[scalar] = combiningClass }
      if let start = fields[5].utf8.first, start != UInt8(ascii: "<") {
        decomposition[scalar] = try UnicodeDataFile.sequence(fields[5])
      }
    }
  }

  private static func property(_ name: String, default value: String) throws -> Property {
    var property = Property(default: value)
    for fields in try UnicodeDataFile.records(name) {
      property.set(try UnicodeDataFile.scalars(fields[0]), to: fields[1])
    }
    return property
  }

  private static func binaryProperty(_ property: String, in name: String) throws -> [Bool] {
    var has = [Bool](repeating: false, count: 0x110000)
    for fields in try UnicodeDataFile.records(name) where fields[1] == property {
      for scalar in try UnicodeDataFile.scalars(fields[0]) { has[Int(scalar)] = true }
    }
    return has
  }
}
