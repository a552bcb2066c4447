import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene, by its own library; speaks the protocol that peer.py describes.
 *
 * <p>Usage: LucenePeer build|serve DIR
 */
public final class LucenePeer {
  private static final String FIELD = "text";
  private static final int LIMIT = 10;
  private static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, 0.75f);

  private final IndexSearcher searcher;

  private LucenePeer(String directory) throws IOException {
    searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(Path.of(directory))));
    searcher.setSimilarity(SIMILARITY);
    // A query is asked several times here; finding the answer again is not what is measured.
    searcher.setQueryCache(null);
  }

  /** One segment whose documents keep their order, so that Lucene's numbers of them are those of the lines. */
  private static void build(String directory, BufferedReader lines) throws IOException {
    IndexWriterConfig configuration = new IndexWriterConfig(new WhitespaceAnalyzer());
    configuration.setSimilarity(SIMILARITY);
    configuration.setRAMBufferSizeMB(512);
    configuration.setMergePolicy(new LogDocMergePolicy());
    configuration.setMergeScheduler(new SerialMergeScheduler());
    configuration.setUseCompoundFile(false);
    try (IndexWriter writer = new IndexWriter(new MMapDirectory(Path.of(directory)), configuration)) {
      Document document = new Document();
      TextField field = new TextField(FIELD, "", Field.Store.NO);
      document.add(field);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        field.setStringValue(line);
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static Query parsed(String text) {
    if (text.startsWith("\"")) {
      return new PhraseQuery(FIELD, text.substring(1, text.length() - 1).split(" "));
    }
    String[] words = text.split(" ");
    Occur occur = text.startsWith("+") ? Occur.MUST : Occur.SHOULD;
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String word : words) {
      query.add(new TermQuery(new Term(FIELD, occur == Occur.MUST ? word.substring(1) : word)), occur);
    }
    return query.build();
  }

  private TopDocs top(Query query, int hitsCounted) throws IOException {
    return searcher.search(query, TopScoreDocCollector.createSharedManager(LIMIT, null, hitsCounted));
  }

  private String answer(String mode, String text) throws IOException {
    switch (mode) {
      case "PING":
        return "0";
      case "COUNT":
        return Integer.toString(searcher.count(parsed(text)));
      case "TOP_10":
        return payload("-", top(parsed(text), LIMIT));
      case "TOP_10_COUNT":
        TopDocs found = top(parsed(text), Integer.MAX_VALUE);
        return payload(Long.toString(found.totalHits.value), found);
      default:
        return "UNSUPPORTED";
    }
  }

  private static String payload(String head, TopDocs found) {
    StringBuilder payload = new StringBuilder(head);
    for (ScoreDoc hit : found.scoreDocs) {
      payload.append(' ').append(hit.doc).append(':').append(hit.score);
    }
    return payload.toString();
  }

  private void serve(BufferedReader lines) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      long wall = System.nanoTime();
      long cpu = threads.getCurrentThreadCpuTime();
      int tab = line.indexOf('\t');
      String payload = answer(tab < 0 ? line : line.substring(0, tab), line.substring(tab + 1));
      long cpuTaken = threads.getCurrentThreadCpuTime() - cpu;
      output.println(payload + '\t' + (System.nanoTime() - wall) + '\t' + cpuTaken);
    }
  }

  /** Builds an index of the lines of the standard input, or answers them. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII), 1 << 16);
    if (arguments.length == 2 && arguments[0].equals("build")) {
      build(arguments[1], lines);
    } else if (arguments.length == 2 && arguments[0].equals("serve")) {
      new LucenePeer(arguments[1]).serve(lines);
    } else {
      System.err.println("usage: LucenePeer build|serve DIR");
      System.exit(2);
    }
  }
}
