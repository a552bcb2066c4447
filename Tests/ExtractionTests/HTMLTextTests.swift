import Extraction
import Testing

@Suite("Text of HTML")
struct HTMLTextTests {
  private func body(_ html: String) -> String {
    text(HTMLExtractor.extract(Array(html.utf8)).body.bytes)
  }

  @Test(
    "Text is what a reader sees, in words and paragraphs",
    arguments: [
      ("plain", "plain"), ("", ""), ("  \n ", ""), ("a < b <3 & c", "a < b <3 & c"), ("<>a</>", "<>a"),
      ("ex<b>am</b>ple", "example"), ("a<wbr>b&shy;c\u{AD}d", "abcd"), ("a\0b", "ab"), ("a<br>b<BR/>c", "a\nb\nc"),
      ("<td>a</td><td>b", "a\n\nb"), ("<p>a<p>b</p>c", "a\n\nb\n\nc"), ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
      ("a \n\t b&#32;&#10; c", "a b c"), ("<p> a </p> <p> b </p>", "a\n\nb"), ("a<i> b</i> c", "a b c"),
      ("<pre>a\n  b\r\n</pre>c", "a\n  b\r\n\n\nc"), ("<textarea>a\n <b></textarea>c", "a\n <b> c"),
      ("a<!-- b > --><!-->c<!--->d<!-- --!>e", "acde"), ("a<!-- b", "a"), ("a<!b>c<?d>e</ f>g", "aceg"),
      ("a<![CDATA[b>c]]>d", "ac]]>d"), ("<?xml version='1.0'?>a<![CDATA[b>&amp;]]>d", "ab>&amp;d"),
      ("<svg><title>x</title><text>a<![CDATA[<b]]></text></svg>c", "a<bc"),
      ("a<script>b</scripty></SCRIPT >c", "ac"), ("a<script>b", "a"),
      ("a<script><!-- <script></script> --></script>b", "ab"), ("a<script><!--</script>b", "ab"),
      ("<style>a</style><noscript>b</noscript><template><p>c</template><iframe>d</iframe>e", "e"),
      ("<template shadowrootmode=open>a</template>b", "ab"), ("<select><option>a<option>b</select>c", "c"),
      ("<xmp><b>a</xmp>b", "<b>a\n\nb"), ("a<plaintext><b>&amp;", "a\n\n<b>&amp;"),
      ("<a title='>' href=\"a\">b</a>c", "bc"), ("<a b=\"c>d</a>e", "de"), ("<a b='>c>d</a>e", "c>de"),
      ("<a/b=c/d>e", "e"), ("a<b", "a"), ("a<p class=", "a"), ("</p></div></b>a</li>b", "a\n\nb"),
      ("a<img alt='b &amp; c'>d<img alt=''>e<img>f", "a b & c def"),
      ("a<sup>2</sup>b<sub>3</sub>", "a2b3"), ("word<sup><a href=#n>1</a></sup> end", "word 1 end"),
      ("word<a href=#n><sup>1</sup></a>", "word 1"), ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字</ruby>", "漢字"),
      ("a<x-y>b</x-y>c", "a b c"), ("caf&eacute &nbsp;&copy;&notit;&#150;", "café \u{A0}©¬it;–"),
      ("hy-\r\n  phen hy- phen\nx", "hy-\nphen hy- phen x"), ("hy\u{2010}</b> \n<i>phen", "hy\u{2010}\nphen"),
      ("hy-&#10;phen", "hy-\nphen"), ("hy-\n<p>phen", "hy-\n\nphen"), ("hy-<b>a</b>\nphen", "hy-a phen"),
      ("&amp;lt;b>", "&lt;b>"), ("<title>t<b>&amp;", "t&"),
    ])
  func texts(html: String, expected: String) {
    #expect(body(html) == expected)
  }

  /// So long that nothing is kept because too little would remain.
  private static let prose = String(repeating: "prose ", count: 60)

  @Test(
    "What is hidden, and what belongs to the site, is left out",
    arguments: [
      ("<p hidden>x<p>a", "a"), ("<div hidden>x<div>y</div>z</div>a", "a"),
      ("<span hidden>x<span>y</span>z</span>a", "a"),
      ("<div hidden=until-found>a</div>", "a"), ("<i aria-hidden=true>x</i>a", "a"),
      ("<div style='color:red; DISPLAY : none!important'>x</div>a", "a"), ("<p style='display:none-such'>x</p>", ""),
      ("<p style='display:block'>a", "a"), ("<body style='visibility:hidden'>a", "a"), ("<nav>x</nav>a", "a"),
      ("<header>x</header><main><header>a</header></main>", "a"), ("<header>x<h1>a</h1></header>b", "a\n\nb"),
      ("<aside>x</aside><article><aside>a</aside></article>", "a"), ("<div role=navigation>x</div>a", "a"),
      ("<div role=dialog><h1>x</h1>y</div>a", "a"), ("<dialog>x</dialog><dialog open>y</dialog>a", "a"),
      ("<footer>x</footer><div role=contentinfo>y</div><article role=main><footer>a</footer></article>", "a"),
      ("<table><tr><td hidden>x<td>a<tr><td>b</table>", "a\n\nb"), ("<ul><li hidden>x<li>a</ul>", "a"),
      ("<table><tr><td>a<p hidden>x</td></tr></table>b", "a\n\nb"), ("<p hidden>x<div>a</div>", "a"),
      ("<div hidden>x</span></p></td></table>y</div>a", "a"),
    ])
  func omissions(html: String, expected: String) {
    let found = body(Self.prose + "<section>" + html + "</section>")
    let prose = Self.prose.dropLast()
    #expect(found == (expected.isEmpty ? String(prose) : prose + "\n\n" + expected))
  }

  @Test("A page is never lost for what is left out")
  func nothingIsLost() {
    #expect(body("<nav>all there is</nav>") == "all there is")
    #expect(body("<nav>menu of the site</nav><p>short</p>") == "menu of the site\n\nshort")
    #expect(body("<div aria-hidden=true>behind a dialog</div>") == "behind a dialog")
    #expect(body("<nav>menu</nav><div hidden>all of the text</div>x") == "menu\n\nall of the text\n\nx")
    #expect(body("<nav>a</nav><p>short</p>") == "short")
  }

  @Test("Elements that are not closed end where HTML says", arguments: [2, 600, 5000])
  func depth(_ count: Int) {
    let nested =
      String(repeating: "<div>", count: count) + "<p hidden>x</p>a" + String(repeating: "</div>", count: count)
    // Deeper than the bound an element has no effect, and none on what follows.
    #expect(body(Self.prose + nested + "<nav>y</nav>b").hasSuffix("a\n\nb"))
  }
}
