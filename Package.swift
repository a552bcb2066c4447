// swift-tools-version: 6.2
import PackageDescription

/// The client is linked statically for release builds: it starts in a third of the time (docs/ARCHITECTURE.md).
/// The sanitizers and the test bundle cannot be linked that way, so `scripts/` asks for it by this variable.
let isStaticClient = Context.environment["QUO_STATIC_CLIENT"] == "1"

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// What the engine's release builds are compiled with beside that. Debug builds, and so the tests, check at run time that no
/// variable is changed while it is in use; in the loops over postings that check takes a third of the time. And a processor
/// of 2009 or later is assumed (x86-64-v2), which can count the bits of a word.
let engine: [SwiftSetting] = {
  var flags = ["-enforce-exclusivity=unchecked"]
  #if arch(x86_64)
    flags += ["-Xcc", "-march=x86-64-v2"]
  #endif
  return strict + [.unsafeFlags(flags, .when(configuration: .release))]
}()

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")

/// What another package may import. There is one, Benchmarks/, and these are no promise to others.
let libraries = ["Postings", "TextAnalysis", "NearDuplicates", "Query", "Index", "Search"].map {
  Product.library(name: $0, targets: [$0])
}

let package = Package(
  name: "quo",
  products: [
    .executable(name: "quod", targets: ["quod"]),
    .executable(name: "quo", targets: ["quo"]),
  ] + libraries,
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
    .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
  ],
  targets: [
    // System libraries.
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CMalloc"),

    // What stands on nothing of ours.
    module("Platform", ["CMalloc"]),
    module("JSON"),
    module("TextAnalysis", settings: engine),
    module("Extraction"),
    module("Postings", settings: engine),
    module("Gzip", ["CZlib"]),
    module("Query", settings: engine),
    module("Stemming", ["CStemmer"]),
    module("NearDuplicates", settings: engine),
    module("Terminal", ["Platform"]),

    // The engine.
    module("LMDB", ["Platform", "CLMDB"]),
    module("Index", ["Platform", "LMDB", "Postings", "TextAnalysis", "NearDuplicates", "CZstd"], settings: engine),
    module("Search", ["Index", "Postings", "Query", "Stemming", "TextAnalysis", "NearDuplicates"], settings: engine),
    module("Ingest", ["Platform", "JSON", "Terminal", "Extraction", "Gzip", "Postings"]),
    module("Watching", ["Platform"]),
    module("Updating", ["Platform", "JSON", "LMDB", "Postings", "Index", "Ingest", "Terminal", "Watching"]),

    // The wire.
    module("JSONRPC", ["JSON"]),
    module("SearchAPI", ["Platform", "JSON", "JSONRPC"]),
    module(
      "Service",
      [
        "Platform", "Index", "LMDB", "Postings", "Search", "Query", "Stemming", "TextAnalysis", "Extraction",
        "Ingest", "Gzip", "NearDuplicates", "Updating", "SearchAPI", "JSON", "JSONRPC", log, nioCore, nioPosix,
      ]),

    // The programs.
    .executableTarget(
      name: "quod",
      dependencies: [
        "Platform", "Service", "SearchAPI", "Updating", "Ingest", "Index", "Search", "Query", "LMDB", "JSON",
        "Terminal", log,
        argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "quo",
      dependencies: ["Platform", "SearchAPI", "JSON", "JSONRPC", "Terminal", argumentParser],
      swiftSettings: strict,
      linkerSettings: isStaticClient
        ? [
          .unsafeFlags(["-static-executable"]),
          .linkedLibrary("_FoundationCShims"), .linkedLibrary("_FoundationCollections"),
          .linkedLibrary("swiftSynchronization"),
        ] : []),

    // The tests.
    .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "torture",
      dependencies: [
        "Platform", "LMDB", "Index", "Postings", "Search", "Query", "SearchAPI", "TestSupport", argumentParser,
      ],
      path: "Tests/Torture", exclude: ["Shim"], swiftSettings: strict),
    tests("PlatformTests", ["Platform"]),
    tests("JSONTests", ["JSON"]),
    tests("TerminalTests", ["Terminal"]),
    tests("TextAnalysisTests", ["TextAnalysis"]),
    tests("ExtractionTests", ["Extraction", "TextAnalysis"], exclude: ["Golden"]),
    tests("PostingsTests", ["Postings"]),
    tests("GzipTests", ["Gzip"]),
    tests("QueryTests", ["Query"]),
    tests("StemmingTests", ["Stemming", "CStemmer", "TextAnalysis"]),
    tests("LMDBTests", ["LMDB"]),
    tests(
      "IndexTests", ["Index", "LMDB", "Postings", "Query", "Search", "TextAnalysis", "NearDuplicates"],
      exclude: ["Golden"]),
    tests("SearchTests", ["Search", "Index", "Query", "Stemming", "TextAnalysis", "NearDuplicates", "Postings"]),
    tests("IngestTests", ["Ingest", "Extraction", "Gzip", "Platform", "Postings"]),
    tests("WatchingTests", ["Watching", "Platform"]),
    tests("UpdatingTests", ["Updating", "Index", "Ingest", "LMDB", "Platform", "Watching"]),
    tests("NearDuplicatesTests", ["NearDuplicates", "Postings", "TextAnalysis"]),
    tests("JSONRPCTests", ["JSON", "JSONRPC"]),
    tests("SearchAPITests", ["JSON", "JSONRPC", "SearchAPI"]),
    tests(
      "ServiceTests",
      ["Service", "Platform", "Index", "Updating", "SearchAPI", "JSON", "JSONRPC", log, nioCore, nioEmbedded]),
    tests(
      "EndToEndTests", ["JSON", "JSONRPC", "SearchAPI", "Extraction", "TextAnalysis"], exclude: ["Golden"]),
  ]
)
