/// Places that were imported beside the gazetteer of this program, in a file of the same format.
extension Gazetteer {
  /// The same gazetteer with the places of the file at `path` added to it. Opening maps the file and
  /// looks up which of its places are known already: milliseconds.
  ///
  /// Where both have a place, its facts are the program's own and its names those of both. Places
  /// that somebody listed as own win over all others of their names.
  package func adding(_ path: String) throws(GazetteerError) -> Gazetteer {
    let added = try Gazetteer.open(path)
    guard added.isAddition else { throw .damaged(path: path, what: "it holds no imported places") }
    guard added.foldMark == FoldMark.current else { throw .otherFolding(path: path) }
    return Gazetteer(self, adding: added)
  }

  /// The number of each place of `added` when it follows the places of `base`: that of the base's own
  /// place of the same id, where there is one. Both are in the order of their ids.
  static func numbers(of added: Gazetteer, in base: Gazetteer) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(added.count)
    var low = 0
    for place in 0..<added.count {
      let id = added.geonamesID(place)
      if id >= GazetteerFormat.firstOwnID {
        numbers.append(Int32(base.count + place))
        continue
      }
      // Strides that double, then a search between the last two.
      var step = 1
      while low + step < base.count, base.geonamesID(low + step) < id { step *= 2 }
      var high = min(low + step, base.count)
      while low < high {
        let middle = (low + high) / 2
        if base.geonamesID(middle) < id { low = middle + 1 } else { high = middle }
      }
      let isKnown = low < base.count && base.geonamesID(low) == id
      numbers.append(Int32(isKnown ? low : base.count + place))
    }
    return numbers
  }
}
