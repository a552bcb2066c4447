import JSON
import TestSupport
import Testing

/// What a reader refuses for its size, and that what it accepts costs no more than its length.
@Suite struct LimitsTests {
  @Test(arguments: [
    ("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]"),
  ])
  func depth(_ open: String, _ close: String) throws {
    let levels = open.utf8.first == UInt8(ascii: "[") && open.count > 1 ? 16 : 32
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: open, count: levels) + "0" + String(repeating: close, count: levels)).utf8)
    }
    #expect(errors(of: nested(levels)) == (nil, nil))
    let tooDeep = errors(of: nested(levels + 1))
    #expect(tooDeep.parsing?.code == .nestedTooDeep)
    #expect(tooDeep.skipping == tooDeep.parsing)
  }

  @Test func depthIsReportedBeforeTheRestIsRead() {
    let errors = errors(of: Array(repeating: UInt8(ascii: "["), count: 100_000))
    #expect(errors.parsing == JSONError(.nestedTooDeep, at: 32, "nested deeper than 32 levels"))
    #expect(errors.skipping == errors.parsing)
  }

  @Test func depthIsConfigurableWithinBounds() throws {
    #expect(JSONLimits(depth: 0).depth == 1)
    #expect(JSONLimits(depth: .max).depth == JSONLimits.greatestDepth)
    let levels = JSONLimits.greatestDepth
    let text = Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    #expect(errors(of: text, limits: JSONLimits(depth: levels)) == (nil, nil))
    #expect(errors(of: text, limits: JSONLimits(depth: levels - 1)).parsing?.code == .nestedTooDeep)
  }

  @Test(arguments: ["", "-", "0.", "1e", "1.5e+"])
  func numberLength(_ prefix: String) {
    let digits = 1024 - prefix.utf8.count
    let longest = Array((prefix + String(repeating: "0", count: digits - 1) + "1").utf8)
    // The first four of these break no rule but that of leading zeros or of magnitude.
    #expect(errors(of: longest).parsing?.code != .numberTooLong)
    let tooLong = errors(of: Array((prefix + String(repeating: "1", count: digits + 1)).utf8))
    #expect(tooLong.parsing?.code == .numberTooLong)
    #expect(tooLong.skipping == tooLong.parsing)
  }

  @Test func aNumberOfTwoMillionDigitsIsRefusedAtOnce() {
    let errors = errors(of: Array(repeating: UInt8(ascii: "7"), count: 2_000_000))
    #expect(errors.parsing == JSONError(.numberTooLong, at: 0, "a number is longer than 1024 bytes"))
  }

  @Test func valuesOfATreeAreCountedButNotSkippedOnes() throws {
    let text = Array(#"{"a":[1,2],"b":{"c":null}}"#.utf8)
    #expect(errors(of: text, limits: JSONLimits(valueCount: 6)) == (nil, nil))
    let tooMany = errors(of: text, limits: JSONLimits(valueCount: 5))
    #expect(tooMany.parsing == JSONError(.tooManyValues, at: 20, "more than 5 values"))
    #expect(tooMany.skipping == nil)
  }

  /// Members enough for the hash table, with the duplicate at every distance.
  @Test(arguments: [1, 15, 16, 17, 31, 32, 33, 64, 1000])
  func duplicatesInLargeObjects(_ count: Int) throws {
    var members = (0..<count).map { #""name \#($0)":\#($0)"# }
    let distinct = "{" + members.joined(separator: ",") + "}"
    guard case .object(let object) = try JSONValue(parsing: distinct) else {
      Issue.record("no object")
      return
    }
    #expect(object.members.count == count)
    #expect(object["name \(count - 1)"] == .integer(Int64(count - 1)))
    for duplicate in [0, count / 2, count - 1] {
      members.append(#""name \u003\#(duplicate % 10)":0"#)
      members.append(#""name \#(duplicate)":0"#)
      let errors = errors(of: Array(("{" + members.joined(separator: ",") + "}").utf8))
      #expect(errors.parsing?.code == .duplicateName)
      #expect(errors.skipping == errors.parsing)
      members.removeLast(2)
    }
  }

  @Test func namesOfInnerObjectsDoNotCountForOuterOnes() throws {
    let inner = (0..<40).map { #""n\#($0)":{"n\#($0)":\#($0)}"# }.joined(separator: ",")
    let text = "{" + inner + #","outer":{"# + inner + "}}"
    #expect(errors(of: Array(text.utf8)) == (nil, nil))
  }

  /// Texts that a careless reader takes quadratic time for. Each takes seconds even at a few microseconds a member,
  /// and minutes or more where every member is compared with every other; the time limit tells them apart.
  @Test(.timeLimit(.minutes(1)))
  func hostileTextsTakeLinearTime() throws {
    let names = "{" + (0..<100_000).map { #""\#($0)":0"# }.joined(separator: ",") + "}"
    #expect(errors(of: Array(names.utf8)) == (nil, nil))

    let marks = String(repeating: "\u{301}", count: 100_000)
    let members = "{\"" + marks + "\":1,\"a" + marks + "\":2}"
    #expect(errors(of: Array(members.utf8)) == (nil, nil))

    let escapes = "\"" + String(repeating: #"\u0301\n"#, count: 100_000) + "\""
    #expect(errors(of: Array(escapes.utf8)) == (nil, nil))

    let spaces = String(repeating: " ", count: 1_000_000) + "1"
    #expect(errors(of: Array(spaces.utf8)) == (nil, nil))
  }
}
