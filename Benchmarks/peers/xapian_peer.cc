// Xapian, by its C++ library.
//
//   xapian_peer build DIR < DOCUMENTS
//   xapian_peer serve DIR
//
// Speaks the protocol that peer.py describes.
#include <time.h>
#include <xapian.h>

#include <cstdint>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> words_of(const std::string &text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

void build(const std::string &folder) {
  // Without the lists of the terms of each document, which only changing it would need.
  const int flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST;
  Xapian::WritableDatabase database(folder, flags);
  for (std::string line; std::getline(std::cin, line);) {
    Xapian::Document document;
    Xapian::termpos position = 0;
    for (const std::string &word : words_of(line)) document.add_posting(word, ++position);
    database.add_document(document);
  }
  database.commit();
}

Xapian::Query parsed(const std::string &text) {
  if (text[0] == '"') {
    const auto words = words_of(text.substr(1, text.size() - 2));
    return Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), words.size());
  }
  auto words = words_of(text);
  if (text[0] != '+') return Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end());
  for (std::string &word : words) word.erase(0, 1);
  return Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
}

std::string answer(Xapian::Database &database, const std::string &mode, const std::string &text) {
  if (mode == "PING") return "0";
  const bool counts = mode != "TOP_10", ranks = mode != "COUNT";
  if (mode != "COUNT" && mode != "TOP_10" && mode != "TOP_10_COUNT") return "UNSUPPORTED";
  Xapian::Enquire enquire(database);
  enquire.set_query(parsed(text));
  if (ranks) {
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0));
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  // To look at as many documents as there are makes the estimate the number itself.
  const Xapian::MSet found = enquire.get_mset(0, ranks ? 10 : 0, counts ? database.get_doccount() : 0);
  std::ostringstream payload;
  payload.precision(9);
  if (counts) {
    payload << found.get_matches_estimated();
  } else {
    payload << "-";
  }
  // Documents are numbered from 1 there.
  for (auto hit = found.begin(); hit != found.end(); ++hit) payload << ' ' << *hit - 1 << ':' << hit.get_weight();
  return payload.str();
}

std::int64_t nanoseconds(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

void serve(const std::string &folder) {
  Xapian::Database database(folder);
  for (std::string line; std::getline(std::cin, line);) {
    const std::int64_t wall = nanoseconds(CLOCK_MONOTONIC), cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    const auto tab = line.find('\t');
    const std::string payload =
        answer(database, line.substr(0, tab), tab == std::string::npos ? std::string() : line.substr(tab + 1));
    const std::int64_t cpu_taken = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
    std::cout << payload << '\t' << nanoseconds(CLOCK_MONOTONIC) - wall << '\t' << cpu_taken << std::endl;
  }
}

}  // namespace

int main(int argc, char **argv) {
  const std::string command = argc == 3 ? argv[1] : "";
  if (command != "build" && command != "serve") {
    std::cerr << "usage: xapian_peer build|serve DIR\n";
    return 2;
  }
  try {
    command == "build" ? build(argv[2]) : serve(argv[2]);
  } catch (const Xapian::Error &error) {
    std::cerr << "xapian_peer: " << error.get_description() << '\n';
    return 1;
  }
}
