/// Which members of a JSON record make which field of its document.
public struct RecordFields: Equatable, Sendable {
  /// A field of a document.
  public enum Field: String, CaseIterable, Sendable {
    /// What the record calls itself.
    case id
    /// Its title.
    case title
    /// Its text.
    case text
    /// When it was published.
    case date
    /// Its address.
    case url
    /// Its language.
    case language
  }

  /// The members of one field.
  struct Members: Equatable, Sendable {
    /// The names on the way to each member, from the record down.
    var paths: [[[UInt8]]]
    /// All of them make the field, with an empty line between; else the first that is there does.
    var isJoined: Bool
  }

  /// How deep a member may lie.
  static let greatestDepth = 16

  private(set) var members: [Field: Members]

  /// The members that are taken where nothing else is said: those called like the fields, `body` or `contents` where there is
  /// no `text`, and `lang` where there is no `language`.
  public init() {
    members = [
      .id: Self.first(of: ["id"]), .title: Self.first(of: ["title"]),
      .text: Self.first(of: ["text", "body", "contents"]),
      .date: Self.first(of: ["date"]), .url: Self.first(of: ["url"]), .language: Self.first(of: ["language", "lang"]),
    ]
  }

  private static func first(of names: [String]) -> Members {
    Members(paths: names.map { [Array($0.utf8)] }, isJoined: false)
  }

  /// Reads a list such as `title=headline,text=body+summary,date=meta.published`. Fields that it does not name stay as they
  /// are by default.
  ///
  /// - Parameter lists: One or more such lists; each field is named once in all of them.
  /// - Throws: `RecordFieldsError`.
  public init(parsing lists: [String]) throws(RecordFieldsError) {
    self.init()
    var named: Set<Field> = []
    for list in lists {
      for entry in list.split(separator: ",", omittingEmptySubsequences: false) {
        let (field, members) = try Self.parse(String(entry))
        guard named.insert(field).inserted else { throw .namedTwice(field) }
        self.members[field] = members
      }
    }
  }

  /// Reads `field=member+member`.
  private static func parse(_ entry: String) throws(RecordFieldsError) -> (Field, Members) {
    let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .noAssignment(entry) }
    guard let field = Field(rawValue: String(parts[0])) else { throw .unknownField(String(parts[0])) }
    var paths: [[[UInt8]]] = []
    for member in parts[1].split(separator: "+", omittingEmptySubsequences: false) {
      let names = member.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
      guard !names.contains(where: \.isEmpty) else { throw .noMember(entry) }
      guard names.count <= greatestDepth else { throw .tooDeep(String(member)) }
      guard !paths.contains(names) else { throw .memberTwice(String(member)) }
      paths.append(names)
    }
    return (field, Members(paths: paths, isJoined: true))
  }
}
