internal import Foundation

/// Names in the order of their due times: a binary heap. Each name stands in it once at most, which
/// its owner sees to.
struct DueQueue: Sendable {
  private var heap: [(due: Date, name: String)] = []

  init() {}

  init(_ items: some Sequence<(Date, String)>) {
    for (due, name) in items { insert(due, name) }
  }

  var first: (due: Date, name: String)? { heap.first }

  mutating func insert(_ due: Date, _ name: String) {
    heap.append((due, name))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard precedes(child, parent) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if precedes(child, least) { least = child }
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    (heap[left].due, heap[left].name) < (heap[right].due, heap[right].name)
  }
}
