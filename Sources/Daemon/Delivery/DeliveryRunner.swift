internal import ServiceLifecycle

/// Delivery as a service: a graceful shutdown lets the attempts under way end.
struct DeliveryRunner: Service {
  let delivery: DeliveryService

  func run() async throws {
    await withGracefulShutdownHandler {
      await delivery.run()
    } onGracefulShutdown: {
      delivery.stop()
    }
  }
}
