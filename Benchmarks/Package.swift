// swift-tools-version: 6.2
import PackageDescription

/// The benchmarks of the library, apart from it because what they stand on takes minutes to build.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func quo(_ module: String) -> Target.Dependency { .product(name: module, package: "quo") }

/// The tool finds benchmarks by the name of the folder that they lie in, which is that of this package.
func benchmarks(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name,
    dependencies: dependencies + ["BenchmarkSupport", .product(name: "Benchmark", package: "benchmark")],
    path: name, swiftSettings: strict,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "quo", path: ".."),
    // Without its traits: they count allocations by libraries that are loaded before all others.
    .package(url: "https://github.com/ordo-one/benchmark", .upToNextMinor(from: "1.38.1"), traits: []),
  ],
  targets: [
    .target(name: "CReference", path: "CReference"),
    .target(
      name: "BenchmarkSupport", dependencies: [quo("Index"), quo("Query"), quo("Search")], path: "BenchmarkSupport",
      swiftSettings: strict),
    .executableTarget(
      name: "reprint-quality", dependencies: ["BenchmarkSupport", quo("NearDuplicates"), quo("TextAnalysis")],
      path: "ReprintQuality", swiftSettings: strict),
    benchmarks("CodecBenchmarks", ["CReference", quo("Postings")]),
    benchmarks("AnalysisBenchmarks", [quo("TextAnalysis")]),
    benchmarks("SearchBenchmarks", [quo("Index"), quo("Search")]),
    benchmarks("CommitBenchmarks", [quo("Index")]),
    benchmarks("CountBenchmarks", [quo("Index"), quo("Postings"), quo("Search")]),
  ]
)
