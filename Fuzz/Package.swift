// swift-tools-version: 6.2
import PackageDescription

/// What `scripts/fuzz` builds: the modules that take bytes of strangers, with libFuzzer's entry. The package manager
/// would give an executable a `main` of its own, so this is a library that the script links.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "fuzz",
  products: [.library(name: "FuzzExtraction", type: .static, targets: ["FuzzExtraction"])],
  targets: [
    .target(name: "Extraction", swiftSettings: settings),
    .target(name: "FuzzExtraction", dependencies: ["Extraction"], swiftSettings: settings),
  ]
)
