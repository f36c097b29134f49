// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Targets that import no C module also promise memory safety and no warning.
let pure: [SwiftSetting] =
  common + [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
  ]

let package = Package(
  name: "marsad",
  products: [
    .executable(name: "marsad", targets: ["marsad"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // Floor 0: C libraries.
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CMemory"),
    .systemLibrary(name: "CProcess"),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Floor 1.
    .target(name: "Text", swiftSettings: pure),
    .target(name: "Markup", dependencies: ["CZlib"], swiftSettings: common),
    .target(name: "Fetch", dependencies: ["CCurl"], swiftSettings: common),

    // Floor 2.
    .target(name: "Feeds", dependencies: ["Markup"], swiftSettings: pure),
    .target(name: "Articles", dependencies: ["Markup", "Text"], swiftSettings: pure),
    .target(
      name: "Places", dependencies: ["Text"], resources: [.copy("Resources")],
      swiftSettings: common),

    // Floor 3.
    .target(
      name: "Rules", dependencies: ["CMemory", "CPCRE2", "Places", "Text"], swiftSettings: common),

    // Floor 4.
    .target(
      name: "Alerts",
      dependencies: ["Articles", "CCrypto", "CProcess", "Fetch", "Places", "Rules", "Text"],
      swiftSettings: common),
    .target(
      name: "State",
      dependencies: [
        "Articles", "CZlib", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: common),

    // Floor 5.
    .target(
      name: "Settings",
      dependencies: [
        "Alerts", "Articles", "Feeds", "Fetch", "Markup", "Places", "Rules", "Text", "Yams",
      ],
      swiftSettings: common),

    // Floor 6.
    .target(
      name: "Daemon",
      dependencies: [
        "Alerts", "Articles", "CMemory", "Feeds", "FlyingFox", "Fetch", "Markup", "Places", "Rules",
        "Settings", "State", "Text",
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: common),
    .target(
      name: "Fuzzing",
      dependencies: [
        "Alerts", "Articles", "Feeds", "Fetch", "Markup", "Places", "Rules", "Settings", "State",
        "Text",
      ],
      swiftSettings: pure),

    // Floor 7.
    .executableTarget(
      name: "marsad",
      dependencies: [
        "Alerts", "Articles", "Daemon", "Feeds", "Fetch", "Markup", "Places", "Rules", "Settings",
        "State", "Text",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: common),
    .executableTarget(
      name: "marsad-bench",
      dependencies: [
        "Alerts", "Articles", "Daemon", "Feeds", "Fetch", "Fuzzing", "Markup", "Places", "Rules",
        "Settings", "State", "Text", .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: common),

    // Tests.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: common),
    .testTarget(name: "TextTests", dependencies: ["TestSupport", "Text"], swiftSettings: common),
    .testTarget(
      name: "MarkupTests", dependencies: ["Markup", "TestSupport"], swiftSettings: common),
    .testTarget(name: "FetchTests", dependencies: ["Fetch", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "FeedsTests", dependencies: ["Feeds", "Markup", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "ArticlesTests", dependencies: ["Articles", "Markup", "TestSupport", "Text"],
      swiftSettings: common),
    .testTarget(
      name: "PlacesTests", dependencies: ["Places", "TestSupport", "Text"],
      exclude: ["Fixtures"], swiftSettings: common),
    .testTarget(
      name: "RulesTests", dependencies: ["Places", "Rules", "TestSupport", "Text"],
      swiftSettings: common),
    .testTarget(
      name: "FuzzingTests",
      dependencies: [
        "Alerts", "Articles", "Feeds", "Fuzzing", "Markup", "Places", "Rules", "Text",
      ],
      swiftSettings: common),
    .testTarget(
      name: "AlertsTests",
      dependencies: ["Alerts", "Articles", "Fetch", "Places", "Rules", "TestSupport", "Text"],
      swiftSettings: common),
    .testTarget(
      name: "StateTests",
      dependencies: [
        "Articles", "State", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: common),
    .testTarget(
      name: "SettingsTests",
      dependencies: [
        "Alerts", "Feeds", "Fetch", "Places", "Rules", "Settings", "TestSupport", "Text",
      ],
      exclude: ["Fixtures"], swiftSettings: common),
    .testTarget(
      name: "DaemonTests",
      dependencies: [
        "Alerts", "Articles", "Daemon", "Feeds", "Fetch", "Places", "Rules", "Settings", "State",
        "TestSupport", "Text",
      ],
      exclude: ["Fixtures"], swiftSettings: common),
    .testTarget(
      name: "marsadTests", dependencies: ["TestSupport", "marsad", "marsad-bench"],
      swiftSettings: common),
  ],
  swiftLanguageModes: [.v6]
)
