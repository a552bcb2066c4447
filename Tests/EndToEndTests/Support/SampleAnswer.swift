import Foundation

/// An answer to a search that has one of everything: places and none, wide characters, what terminals must not see.
struct SampleAnswer {
  /// Where the files are that it names.
  let folder: String

  /// The members of the answer.
  var outcome: String {
    let members =
      #""epoch":1,"total":3,"totalRelation":"eq","tookMs":0.2,"incomplete":false,"warnings":[],"parsed":"x""#
    return #""result":{\#(members),"hits":[\#(hits.joined(separator: ","))]}"#
  }

  /// An answer that has found nothing.
  static let nothing =
    #""result":{"epoch":1,"total":0,"totalRelation":"eq","tookMs":0.2,"incomplete":false,"warnings":[],"hits":[]}"#

  private var hits: [String] {
    [
      #"""
      {"doc":1,"id":"\#(folder)/news/a b.html","path":"\#(folder)/news/a b.html","score":4.5,
      "title":"Storm warning for Sunday: ferries to stay in port","date":"2016-11-19","language":"en","space":"file",
      "source":{"size":2048,"mtime":1479542400000000000,"hash":"00000000000000ff"},"matchCount":3,"matches":[
      {"start":5,"line":0,"col":5,"end":18,"endLine":0,"endCol":18,"field":"title","left":"","text":"Storm warning",
      "right":" for Sunday"},
      {"start":100,"line":11,"col":4,"end":113,"endLine":11,"endCol":17,"field":"body","left":"PORT ELLERY — A ",
      "text":"storm warning","right":" is in force from six o’clock on Sunday"},
      {"start":1000,"line":111,"col":40,"end":1013,"endLine":111,"endCol":53,"field":"body",
      "left":"警報 停火 the Éclair ","text":"storm warning","right":" came e\#("\u{301}")arly \u001b[31m 停火停火停火停火停火停火停火"}],
      "snippets":[{"text":"PORT ELLERY — A storm warning is in force from six o’clock on Sunday morning for the whole of the \#
      coast between Marrow Sound and the Skarne bank.","highlights":[[18,31]],"field":"body","start":100,"line":11,"col":4},
      {"text":"…警報停火警報停火警報停火警報停火警報停火 the second storm warning came \u202eearly 🌬️","highlights":[[75,88]],
      "field":"body","start":1000,"line":111,"col":40}]}
      """#,
      #"""
      {"doc":2,"id":"r7","path":"\#(folder)/b.jsonl","score":3.25,"space":"field","stale":true,
      "source":{"size":1,"mtime":1,"hash":"0000000000000000","line":7},"matchCount":1,"matches":[
      {"start":2,"line":0,"col":2,"end":15,"endLine":0,"endCol":15,"field":"body","left":"an eclipse, a ",
      "text":"storm warning","right":" of snow"}],"snippets":[
      {"text":"a storm warning of snow","highlights":[[2,15]],"field":"body","start":2,"line":0,"col":2}]}
      """#,
      #"""
      {"doc":3,"path":"-","id":"w1","title":"From a \u001bpipe","score":1,"matchCount":1,"matches":[{"field":"body",
      "left":"one ","text":"storm warning","right":""}],"snippets":[{"text":"one storm warning","highlights":[[4,17]],
      "field":"body"}]}
      """#,
    ].map { $0.replacing("\n", with: "") }
  }
}
