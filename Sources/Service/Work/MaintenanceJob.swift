import Logging

/// What is to be done for the indexes from time to time.
final class MaintenanceJob: Job {
  private let catalog: IndexCatalog
  private let logger: Logger

  init(_ catalog: IndexCatalog, logger: Logger) {
    self.catalog = catalog
    self.logger = logger
  }

  var isAbandoned: Bool { false }

  func run() {
    for index in catalog.indexes {
      do {
        let count = try index.clearStaleReaders()
        if count > 0 {
          logger.info(
            "freed reader slots of dead processes", metadata: ["index": "\(index.location.name)", "slots": "\(count)"])
        }
      } catch {
        logger.warning("cannot free reader slots", metadata: ["index": "\(index.location.name)", "error": "\(error)"])
      }
    }
  }
}
