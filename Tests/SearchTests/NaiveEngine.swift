import Query
import Search
import Stemming
import TextAnalysis

/// The judge of every fast path: documents as arrays of tokens, queries answered by looking at all of them.
struct NaiveEngine {
  struct Document {
    var title: String
    var body: String
  }

  /// A query's words as numbers; nil for one that no document has.
  indirect enum Node: Hashable {
    case terms([[UInt8]], [Int?], inTitle: Bool)
    case prefix([UInt8], Set<Int>, inTitle: Bool)
    /// The words with a stem, in the order of their bytes.
    case forms(stem: [UInt8], [[UInt8]], inTitle: Bool)
    case group([Clause])
  }

  /// What is left of a part of the query, if anything is.
  private enum Meaning {
    case finds(Node)
    case excludes(Node)
  }

  struct Clause: Hashable {
    var occur: Occur
    var node: Node
    var boost: Double = 1
  }

  /// The words of a document, each a number.
  private struct Tokens {
    var title: [Int]
    var body: [Int]
    var all: Set<Int>
    var count: Int { title.count + body.count }

    init(title: [Int], body: [Int]) {
      self.title = title
      self.body = body
      all = Set(title + body)
    }

    func frequency(of phrase: [Int], inTitle: Bool) -> Int {
      guard all.isSuperset(of: phrase) else { return 0 }
      return occurrences(of: phrase, in: title) + (inTitle ? 0 : occurrences(of: phrase, in: body))
    }

    func contains(anyOf words: Set<Int>, inTitle: Bool) -> Bool {
      inTitle ? title.contains { words.contains($0) } : !all.isDisjoint(with: words)
    }

    private func occurrences(of phrase: [Int], in tokens: [Int]) -> Int {
      guard phrase.count <= tokens.count else { return 0 }
      return (0...tokens.count - phrase.count).count { start in
        tokens[start] == phrase[0] && phrase.indices.allSatisfy { tokens[start + $0] == phrase[$0] }
      }
    }
  }

  /// What bare words are stemmed with.
  var stemmer: Stemmer? {
    didSet {
      formsOfStem = stemmer.map { stemmer in Dictionary(grouping: numbers.keys) { stemmer.stem(of: $0) } } ?? [:]
    }
  }

  private var formsOfStem: [[UInt8]: [[UInt8]]] = [:]

  private let analyzer = Analyzer()
  private let documents: [Tokens]
  private let fields: [[Field]]
  /// The number of each word, and the count of documents that hold the word of each number.
  private var numbers: [[UInt8]: Int] = [:]
  private var documentFrequencies: [Int] = []
  private let nonemptyCount: Int
  private let averageLength: Float

  init(_ documents: [Document]) {
    var numbers: [[UInt8]: Int] = [:]
    let analyzer = Analyzer()
    func words(_ text: String) -> [Int] {
      analyzer.tokens(of: Array(text.utf8)).map { token in
        let number = numbers[token.term] ?? numbers.count
        numbers[token.term] = number
        return number
      }
    }
    let tokens = documents.map { Tokens(title: words($0.title), body: words($0.body)) }
    var frequencies = [Int](repeating: 0, count: numbers.count)
    for document in tokens { for word in document.all { frequencies[word] += 1 } }
    self.documents = tokens
    fields = zip(documents, tokens).map { document, tokens in
      [(DocumentField.title, document.title, tokens.title), (.body, document.body, tokens.body)].map {
        Field(field: $0, words: $2, ranges: analyzer.tokens(of: Array($1.utf8)).map(\.range))
      }
    }
    self.numbers = numbers
    documentFrequencies = frequencies
    nonemptyCount = tokens.count { $0.count > 0 }
    let total = tokens.reduce(0) { $0 + $1.count }
    averageLength = nonemptyCount == 0 ? 1 : Float(Double(total) / Double(nonemptyCount))
  }

  /// All documents that match with their scores, best first.
  func search(_ root: QueryNode, k1: Float = 1.2, b: Float = 0.75) -> [(document: Int, score: Float)] {
    guard case .finds(let node) = analyse(root, inTitle: false) else { return [] }
    var found: [(document: Int, score: Float)] = []
    for (number, document) in documents.enumerated() {
      if let score = score(document, node, boost: 1, k1: k1, b: b) { found.append((number, score)) }
    }
    return found.sorted { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
  }

  /// Where the query stands in a document; nil if the document does not match.
  func places(of root: QueryNode, in document: Int) -> Set<Place>? {
    guard case .finds(let node) = analyse(root, inTitle: false) else { return nil }
    return places(of: node, in: fields[document])
  }

  /// A span of a document.
  struct Place: Hashable {
    var field: DocumentField
    var range: Range<Int>
  }

  private struct Field {
    var field: DocumentField
    var words: [Int]
    var ranges: [Range<Int>]

    func places(count: Int, where matches: (ArraySlice<Int>) -> Bool) -> [Place] {
      guard count <= words.count else { return [] }
      return (0...words.count - count).filter { matches(words[$0..<$0 + count]) }.map {
        Place(field: field, range: ranges[$0].lowerBound..<ranges[$0 + count - 1].upperBound)
      }
    }
  }

  private func places(of node: Node, in fields: [Field]) -> Set<Place>? {
    var found: Set<Place> = []
    switch node {
    case .terms(_, let words, let inTitle):
      let known = words.compactMap { $0 }
      guard known.count == words.count else { return nil }
      for field in fields where field.field == .title || !inTitle {
        found.formUnion(field.places(count: known.count) { $0.elementsEqual(known) })
      }
    case .prefix(_, let words, let inTitle):
      for field in fields where field.field == .title || !inTitle {
        found.formUnion(field.places(count: 1) { words.contains($0.first ?? -1) })
      }
    case .forms(_, let forms, let inTitle):
      return places(of: group(of: forms, inTitle: inTitle), in: fields)
    case .group(let clauses):
      for clause in clauses {
        let part = places(of: clause.node, in: fields)
        switch clause.occur {
        case .required where part == nil, .prohibited where part != nil: return nil
        case .required, .optional: found.formUnion(part ?? [])
        case .prohibited: break
        }
      }
    }
    return found.isEmpty ? nil : found
  }

  /// How many different terms begin so.
  func termCount(prefix: [UInt8]) -> Int {
    words(withPrefix: prefix).count
  }

  private func words(withPrefix prefix: [UInt8]) -> Set<Int> {
    Set(numbers.filter { $0.key.starts(with: prefix) }.values)
  }

  private func analyse(_ node: QueryNode, inTitle: Bool) -> Meaning? {
    switch node {
    case .field(.title, let node): return analyse(node, inTitle: true)
    case .word(let text):
      let tokens = analyzer.tokens(of: Array(text.text.utf8))
      if let stemmer, tokens.count == 1 { return .finds(forms(of: tokens[0].term, stemmer, inTitle: inTitle)) }
      return words(text.text, inTitle: inTitle).map { .finds($0) }
    case .phrase(let text): return words(text.text, inTitle: inTitle).map { .finds($0) }
    case .prefix(let text):
      let tokens = analyzer.tokens(of: Array(text.text.utf8))
      guard tokens.count == 1 else { return words(text.text, inTitle: inTitle).map { .finds($0) } }
      return .finds(.prefix(tokens[0].term, words(withPrefix: tokens[0].term), inTitle: inTitle))
    case .boolean(let clauses):
      var result: [Clause] = []
      for clause in clauses {
        let new: Clause
        switch analyse(clause.node, inTitle: inTitle) {
        case nil: continue
        case .finds(let node): new = Clause(occur: clause.occur, node: node)
        // Not to find what excludes is to find it.
        case .excludes(let node): new = Clause(occur: clause.occur == .prohibited ? .required : .prohibited, node: node)
        }
        let twin = result.firstIndex { $0.occur == new.occur && $0.node == new.node }
        if let twin { result[twin].boost += 1 } else { result.append(new) }
      }
      if result.isEmpty { return nil }
      if result.allSatisfy({ $0.occur == .prohibited }) {
        return .excludes(.group(result.map { Clause(occur: .optional, node: $0.node) }))
      }
      return .finds(result.count == 1 && result[0].boost == 1 ? result[0].node : .group(result))
    }
  }

  private func forms(of word: [UInt8], _ stemmer: Stemmer, inTitle: Bool) -> Node {
    let stem = stemmer.stem(of: word)
    let forms = formsOfStem[stem] ?? []
    return .forms(stem: stem, forms.sorted { $0.lexicographicallyPrecedes($1) }, inTitle: inTitle)
  }

  /// Any of the forms is enough.
  private func group(of forms: [[UInt8]], inTitle: Bool) -> Node {
    .group(forms.map { Clause(occur: .optional, node: .terms([$0], [numbers[$0]], inTitle: inTitle)) })
  }

  /// A compound matches with its words apart, or with those at one of its hyphens as one; so does each of several.
  private func words(_ text: String, inTitle: Bool) -> Node? {
    let bytes = Array(text.utf8)
    let tokens = analyzer.tokens(of: bytes)
    guard !tokens.isEmpty else { return nil }
    let isHyphen = zip(tokens, tokens.dropFirst()).map { first, second in
      let between = String(decoding: bytes[first.range.upperBound..<second.range.lowerBound], as: UTF8.self)
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      return ["-", "\u{2010}", "\u{2011}"].contains(between) && !digits.contains(first.term.last ?? 0)
        && !digits.contains(second.term.first ?? 0)
    }
    var readings: [[[UInt8]]] = []
    read(tokens.map(\.term), isHyphen, at: 0, mayJoin: true, [], &readings)
    let nodes = readings.sorted { $0.count > $1.count }
      .map { Node.terms($0, $0.map { numbers[$0] }, inTitle: inTitle) }
    return nodes.count == 1 ? nodes[0] : .group(nodes.map { Clause(occur: .optional, node: $0) })
  }

  /// All readings of the words from `index` on, behind those that are read; `mayJoin`: no hyphen of this compound is
  /// closed yet.
  private func read(
    _ terms: [[UInt8]], _ isHyphen: [Bool], at index: Int, mayJoin: Bool, _ read: [[UInt8]],
    _ readings: inout [[[UInt8]]]
  ) {
    guard index < terms.count else { return readings.append(read) }
    let isFollowedByHyphen = index < isHyphen.count && isHyphen[index]
    self.read(
      terms, isHyphen, at: index + 1, mayJoin: mayJoin || !isFollowedByHyphen, read + [terms[index]], &readings)
    if isFollowedByHyphen, mayJoin {
      let goesOn = index + 1 < isHyphen.count && isHyphen[index + 1]
      self.read(
        terms, isHyphen, at: index + 2, mayJoin: !goesOn, read + [terms[index] + terms[index + 1]], &readings)
    }
  }

  private func score(_ document: Tokens, _ node: Node, boost: Double, k1: Float, b: Float) -> Float? {
    switch node {
    case .prefix(_, let words, let inTitle):
      return document.contains(anyOf: words, inTitle: inTitle) ? Float(boost) : nil
    case .terms(_, let words, let inTitle):
      let known = words.compactMap { $0 }
      guard known.count == words.count else { return nil }
      let frequency = document.frequency(of: known, inTitle: inTitle)
      guard frequency > 0 else { return nil }
      let idf = known.reduce(0.0) { $0 + Double(inverseDocumentFrequency($1)) }
      let weight = Float(boost) * Float(idf)
      let length = NaiveLength.rounded(document.count)
      let factor: Float = 1 / (k1 * ((1 - b) + b * Float(length) / averageLength))
      return weight - weight / (1 + Float(frequency) * factor)
    case .forms(_, let forms, let inTitle):
      return score(document, group(of: forms, inTitle: inTitle), boost: boost, k1: k1, b: b)
    case .group(let clauses):
      var sum = 0.0
      var isAnyFound = false
      let isAnyRequired = clauses.contains { $0.occur == .required }
      for clause in clauses {
        let score = score(document, clause.node, boost: boost * clause.boost, k1: k1, b: b)
        switch clause.occur {
        case .required: if score == nil { return nil }
        case .prohibited: if score != nil { return nil }
        case .optional: break
        }
        if clause.occur != .prohibited, let score {
          isAnyFound = true
          sum += Double(score)
        }
      }
      return isAnyFound || isAnyRequired ? Float(sum) : nil
    }
  }

  private func inverseDocumentFrequency(_ word: Int) -> Float {
    let frequency = Double(documentFrequencies[word])
    return Float(NaiveLength.logarithm(1 + (Double(nonemptyCount) - frequency + 0.5) / (frequency + 0.5)))
  }
}
