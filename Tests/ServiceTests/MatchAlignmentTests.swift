import Index
import Search
import Testing

@testable import Service

@Suite struct MatchAlignmentTests {
  private func document(_ body: String) -> IndexDocument {
    var document = IndexDocument()
    document.body = Array(body.utf8)
    return document
  }

  /// All places of a word in the body.
  private func matches(of word: String, in document: IndexDocument) -> [Match] {
    let word = Array(word.utf8)
    return document.body.indices.compactMap { start in
      document.body[start...].starts(with: word)
        ? Match(field: .body, range: start..<start + word.count, leaf: 0) : nil
    }
  }

  private func partners(_ before: String, _ after: String) -> [Int?] {
    let (old, new) = (document(before), document(after))
    return MatchAlignment(matches(of: "x", in: old), of: old, with: matches(of: "x", in: new), of: new).partners
  }

  @Test func unchangedTextPairsInOrder() {
    #expect(partners("x x x", "x x x") == [0, 1, 2])
    #expect(partners("", "x") == [])
    #expect(partners("x", "") == [nil])
  }

  @Test func whatCameInBeforeTakesNobodysPlace() {
    #expect(partners("one x two", "new x old; one x two") == [1])
    #expect(partners("one x two. three x four", "three x four. one x two") == [1, 0])
  }

  @Test func whatIsGoneHasNoPartner() {
    #expect(partners("one x two, three x four", "three x four") == [nil, 0])
  }

  @Test func whatHasNotMovedComesFirst() {
    // The first one's company is the beginning of that of the other, which is where it was.
    #expect(partners("x two three. One x two", "New x two; one. One x two") == [0, 1])
  }

  @Test func otherTextOrAnotherLeafIsNoPartner() {
    let (old, new) = (document("storm"), document("Storm storm"))
    let match = Match(field: .body, range: 0..<5, leaf: 0)
    let later = [
      Match(field: .body, range: 0..<5, leaf: 0), Match(field: .body, range: 6..<11, leaf: 1),
    ]
    #expect(MatchAlignment([match], of: old, with: later, of: new).partners == [nil])
  }
}
