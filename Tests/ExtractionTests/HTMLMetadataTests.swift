import Extraction
import Testing

@Suite("What HTML says about itself")
struct HTMLMetadataTests {
  private func extract(_ html: String) -> ExtractedDocument {
    HTMLExtractor.extract(Array(html.utf8))
  }

  @Test(
    "The title is og:title, <title> or the first headline; a site's name goes where the headline confirms it",
    arguments: [
      ("<title>A &amp;\n B</title>", "A & B", ""),
      ("<title>A</title><meta property=og:title content='B &lt; C'>", "B < C", ""),
      ("<h1>A <i>b</i></h1><p>c", "A b", "c"), ("<p>a<h1>B</h1><h1>C</h1>", "B", "a\n\nC"), ("a", "", "a"),
      ("<title>A | Site</title><h1>A</h1>", "A", "A"), ("<title>Site - a</title><h1>A</h1>", "Site - a", "A"),
      ("<title>A – Site – x</title><h1>A</h1>", "A", "A"), ("<title>A | Site</title>", "A | Site", ""),
      ("<title>A | Site</title><h1>B</h1>", "A | Site", "B"),
      ("<title>A - Site</title><h1>Site</h1><h1>A</h1>", "A", "Site\n\nA"),
      ("<title>A - Site</title><h1>Site</h1>", "A - Site", "Site"),
      ("<title>Site: A</title><h1>Site</h1>", "Site: A", "Site"),
      ("<title>A b | C</title><h1>A</h1>", "A b | C", "A"), ("<title>A и C</title><h1>A</h1>", "A и C", "A"),
      ("<svg><title>x</title></svg><title>A</title><title>B</title>", "A", ""), ("<title> </title><h1>A</h1>", "A", ""),
    ])
  func titles(html: String, title: String, body: String) {
    let document = extract(html)
    #expect(text(document.title.bytes) == title)
    #expect(text(document.body.bytes) == body)
  }

  @Test(
    "The date is that of publication",
    arguments: [
      ("<meta property=article:published_time content=2016-09-26T05:40>", "2016-09-26T05:40"),
      ("<time datetime=2015>x</time><meta name=DC.date content=2016>", "2016"),
      ("<time datetime=2015><time datetime=2016>", "2015"),
      (
        "<script type=application/ld+json>{\"x\":1,\"datePublished\" : \"2016-01-02\"}</script><time datetime=2015>",
        "2016-01-02"
      ),
      ("<script>{\"datePublished\":\"2016\"}</script>", ""), ("<meta name=date content=soon>", ""),
      ("<time datetime=2015>x<time itemprop=datePublished datetime=2016>", "2016"),
    ])
  func dates(html: String, date: String) {
    #expect(text(extract(html).date) == date)
  }

  @Test(
    "The language is that of the page",
    arguments: [
      ("<html lang=en-GB><p lang=fr>x", "en-GB"), ("<html xml:lang=de>", "de"), ("<html lang='de_AT'>", "de-AT"),
      ("<meta http-equiv=Content-Language content=fr>", "fr"), ("<html lang='<script>'>", ""), ("<html>", ""),
    ])
  func languages(html: String, language: String) {
    #expect(text(extract(html).language) == language)
  }

  @Test("Every title stands where its map says")
  func titleMaps() {
    for html in [
      "<title>x A &amp; B | S</title><h1>x A & B</h1>", "<meta property=og:title content='A &gt; B'>",
      "<h1>A <b>c</b></h1>d",
    ] {
      let document = extract(html)
      let source = document.title.map.sourceRange(of: 0..<document.title.count)
      let slice = "<p>" + text(Array(Array(html.utf8)[source]))
      #expect(extract(slice).body.bytes == document.title.bytes)
    }
  }
}
