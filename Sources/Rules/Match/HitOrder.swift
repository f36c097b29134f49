/// Brings the hits of one field in their order: by needle, then by start.
enum HitOrder {
  private typealias Hit = FieldScan.Hit

  /// Few hits are inserted one by one.
  private static let few = 24
  private static let digitBits: UInt32 = 9

  /// Sorts hits and keeps one for each place: of two that begin together the longer, and none inside
  /// another. Linear but for a text of few hits.
  ///
  /// - Parameter hits: two or more; those of one needle by start.
  static func sort(_ hits: inout [FieldScan.Hit]) {
    if hits.count <= few {
      insert(&hits)
    } else {
      distribute(&hits)
    }
    var kept = 1
    hits.withUnsafeMutableBufferPointer { hits in
      for at in 1..<hits.count {
        let hit = hits[at]
        let last = hits[kept &- 1]
        if last.needle == hit.needle {
          if hit.start == last.start && hit.end > last.end {
            hits[kept &- 1] = hit
            continue
          }
          if hit.start < last.end { continue }
        }
        hits[kept] = hit
        kept &+= 1
      }
    }
    hits.removeLast(hits.count - kept)
  }

  private static func insert(_ hits: inout [FieldScan.Hit]) {
    hits.withUnsafeMutableBufferPointer { hits in
      for at in 1..<hits.count {
        let hit = hits[at]
        var to = at
        while to > 0 && hits[to &- 1].needle > hit.needle {
          hits[to] = hits[to &- 1]
          to &-= 1
        }
        hits[to] = hit
      }
    }
  }

  /// By the digits of their needles, the lowest first: a few steps a hit and no comparison, whose
  /// outcome cannot be foreseen.
  private static func distribute(_ hits: inout [FieldScan.Hit]) {
    var highest: UInt32 = 0
    for hit in hits { highest = max(highest, hit.needle) }
    var other = hits
    var shift: UInt32 = 0
    while highest >> shift > 0 {
      hits.withUnsafeBufferPointer { from in
        other.withUnsafeMutableBufferPointer { to in distribute(from, to, shift) }
      }
      swap(&hits, &other)
      shift += digitBits
    }
  }

  private static func distribute(
    _ from: UnsafeBufferPointer<Hit>, _ to: UnsafeMutableBufferPointer<Hit>, _ shift: UInt32
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1 << Int(digitBits)) { places in
      places.initialize(repeating: 0)
      let mask = UInt32(places.count - 1)
      for hit in from { places[Int(hit.needle >> shift & mask)] &+= 1 }
      var next: UInt32 = 0
      for digit in places.indices {
        let count = places[digit]
        places[digit] = next
        next &+= count
      }
      for hit in from {
        let digit = Int(hit.needle >> shift & mask)
        to[Int(places[digit])] = hit
        places[digit] &+= 1
      }
    }
  }
}
