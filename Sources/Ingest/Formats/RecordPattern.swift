/// The members that are read out of a record, as a tree of names, and what becomes of them.
struct RecordPattern {
  /// What stands at one place of a record.
  struct Node {
    /// The members below it that count, each with its node.
    var members: [(name: [UInt8], node: Int)] = []
    /// Where its own value goes; nil if it does not count.
    var capture: Int?
  }

  /// A value that is read.
  struct Capture {
    /// The record is malformed if it is neither text nor number: else it is left out, since dates and addresses come in many
    /// shapes, and a document is not lost over one.
    var isStrict = false
    /// How many fields it is used in.
    var useCount = 0
  }

  /// The captures that make a field.
  struct Output {
    var captures: [Int]
    var isJoined: Bool
  }

  private(set) var nodes = [Node()]
  private(set) var captures: [Capture] = []
  private(set) var outputs: [RecordFields.Field: Output] = [:]

  init(_ fields: RecordFields) {
    var known: [[[UInt8]]: Int] = [:]
    for field in RecordFields.Field.allCases {
      guard let members = fields.members[field] else { continue }
      var output = Output(captures: [], isJoined: members.isJoined)
      for path in members.paths {
        let capture = known[path] ?? addCapture(at: path)
        known[path] = capture
        captures[capture].useCount += 1
        if [.id, .title, .text].contains(field) { captures[capture].isStrict = true }
        output.captures.append(capture)
      }
      outputs[field] = output
    }
  }

  /// The node of a member; nil for one that does not count.
  func node(of name: [UInt8], below node: Int) -> Int? {
    nodes[node].members.first { $0.name == name }?.node
  }

  private mutating func addCapture(at path: [[UInt8]]) -> Int {
    captures.append(Capture())
    let capture = captures.count - 1
    let node = path.reduce(0) { addNode(named: $1, below: $0) }
    nodes[node].capture = capture
    // The same name may also be written with its dots in the record itself.
    if path.count > 1 {
      let name = Array(path.joined(separator: [UInt8(ascii: ".")]))
      nodes[addNode(named: name, below: 0)].capture = capture
    }
    return capture
  }

  private mutating func addNode(named name: [UInt8], below node: Int) -> Int {
    if let known = self.node(of: name, below: node) { return known }
    nodes.append(Node())
    nodes[node].members.append((name, nodes.count - 1))
    return nodes.count - 1
  }
}
