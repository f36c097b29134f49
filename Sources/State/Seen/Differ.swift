internal import Foundation

/// One run of the diff over one document.
struct Differ {
  let lookup: EntryLookup
  let hash: SipHash
  let source: String
  let observations: [Observation]
  var keys: [EntryKeys]
  let now: Int64

  /// How an entry was found.
  private struct Sight {
    var known: EntryLookup.Known?
    /// Another entry has this one's link or guid; that key identifies neither from now on.
    var isURLTaken = false
    var isGuidTaken = false
    /// The link is not yet a key of the entry.
    var bringsURL = false
    /// Keys to be remembered as no identity.
    var burials: [Int64] = []
    /// Keys that were remembered so.
    var isURLBuried = false
    var isGuidBuried = false
  }

  mutating func items() throws -> [Diff.Item] {
    var sights: [Sight] = []
    sights.reserveCapacity(keys.count)
    var present: Set<Int64> = []
    present.reserveCapacity(keys.count)
    for index in keys.indices {
      let sight = try look(keys[index])
      // Written only where it changes something: the keys are shared until then.
      if sight.isURLBuried { keys[index].isURLDubious = true }
      if sight.isGuidBuried { keys[index].isGuidDubious = true }
      if let known = sight.known { present.insert(known.target) }
      sights.append(sight)
    }
    var items: [Diff.Item] = []
    items.reserveCapacity(keys.count)
    var taken: Set<Int64> = []
    taken.reserveCapacity(keys.count)
    for index in keys.indices {
      var sight = sights[index]
      if sight.known == nil {
        sight = try lookByText(keys[index], sight: sight, present: present)
        if let known = sight.known { present.insert(known.target) }
      }
      items.append(try item(index, sight: sight, taken: &taken))
    }
    return items
  }

  /// By link, then by guid.
  private func look(_ seen: EntryKeys) throws -> Sight {
    let atURL = try lookup.find(seen.url)
    if let known = atURL.known, known.title == seen.title { return Sight(known: known) }
    let atGuid = try lookup.find(seen.guid)
    var burials: [Int64] = []
    if seen.isURLDubious, let url = seen.url, atURL.isFree(of: url) { burials.append(url) }
    if seen.isGuidDubious, let guid = seen.guid, atGuid.isFree(of: guid) { burials.append(guid) }
    var keys = seen
    if atURL == .buried { keys.isURLDubious = true }
    if atGuid == .buried { keys.isGuidDubious = true }
    var sight = match(keys, atURL: atURL, atGuid: atGuid)
    sight.burials = burials
    sight.isURLBuried = atURL == .buried
    sight.isGuidBuried = atGuid == .buried
    return sight
  }

  private func match(
    _ keys: EntryKeys, atURL: EntryLookup.Found, atGuid: EntryLookup.Found
  ) -> Sight {
    if let known = atGuid.known, known.title == keys.title {
      return Sight(known: known, bringsURL: atURL == .nothing && !keys.isURLDubious)
    }
    // Only the title tells twins apart whose key stands twice in the document.
    let byURL = keys.isURLDubious ? nil : atURL.known
    let byGuid = keys.isGuidDubious ? nil : atGuid.known
    switch (byURL, byGuid) {
    case (_, .some(let known)):
      // A guid used again for another article: title, link and date are others.
      if byURL == nil, keys.soundURL != nil, isAnotherDay(known, keys) {
        return Sight(known: nil, isGuidTaken: true)
      }
      return Sight(known: known, bringsURL: atURL == .nothing && !keys.isURLDubious)
    case (.some(let known), nil):
      if keys.soundGuid != nil, isAnotherDay(known, keys) {
        return Sight(known: nil, isURLTaken: true)
      }
      return Sight(known: known)
    case (nil, nil):
      return Sight()
    }
  }

  /// By title and text together, where link and guid are unknown.
  private func lookByText(
    _ keys: EntryKeys, sight: Sight, present: Set<Int64>
  ) throws -> Sight {
    guard !sight.isURLTaken, !sight.isGuidTaken else { return sight }
    guard keys.isTextTelling || !keys.hasSoundKey,
      let known = try lookup.find(keys.text).known, !present.contains(known.target)
    else { return sight }
    let isSame: Bool
    if !keys.hasSoundKey {
      isSame = true
    } else if let then = known.published, let now = keys.published {
      isSame = then == now
    } else {
      isSame = keys.soundURL == nil || (keys.tail != nil && keys.tail == known.tail)
    }
    return isSame ? Sight(known: known, bringsURL: true, burials: sight.burials) : sight
  }

  private func isAnotherDay(_ known: EntryLookup.Known, _ keys: EntryKeys) -> Bool {
    guard let then = known.published, let now = keys.published else { return false }
    return abs(then - now) > 3_600
  }

  private func item(_ index: Int, sight: Sight, taken: inout Set<Int64>) throws -> Diff.Item {
    let keys = keys[index]
    let filed = filingKey(keys, sight: sight)
    var work: Diff.Work = []
    guard taken.insert(sight.known?.target ?? filed).inserted else {
      return Diff.Item(
        index: index, novelty: .repeated, article: nil, identity: "", keys: keys,
        filed: filed, target: sight.known?.target, work: [], burials: sight.burials)
    }
    guard let known = sight.known else {
      let identity = identity(index, keys: keys, sight: sight)
      let isReused = sight.isURLTaken || sight.isGuidTaken
      let linkKey = keys.isURLDubious || isReused ? nil : observations[index].urlKey
      let article =
        isReused
        ? nil
        : try lookup.article(linkKey.map(hash.articleKey), hash.identityKey(identity))
      return Diff.Item(
        index: index, novelty: .new, article: article, identity: article?.identity ?? identity,
        keys: keys, filed: filed, target: nil, work: [.insert], burials: sight.burials,
        isReused: isReused)
    }
    if sight.bringsURL { work.insert(.alias) }
    if now - known.lastSeen > 86_400 { work.insert(.touch) }
    guard known.title != keys.title || known.text != keys.fingerprint else {
      return Diff.Item(
        index: index, novelty: .known, article: nil, identity: "", keys: keys, filed: filed,
        target: known.target, work: work, burials: sight.burials)
    }
    work.insert(.update)
    let article = try known.article.flatMap { try lookup.article(id: $0) }
    return Diff.Item(
      index: index, novelty: .revised(articleID: known.article), article: article,
      identity: article?.identity ?? identity(index, keys: keys, sight: sight), keys: keys,
      filed: filed, target: known.target, work: work, burials: sight.burials)
  }

  private func filingKey(_ keys: EntryKeys, sight: Sight) -> Int64 {
    if !sight.isURLTaken, let url = keys.soundURL { return url }
    if !sight.isGuidTaken, let guid = keys.soundGuid { return guid }
    return keys.text
  }

  private static func isURI(_ guid: String) -> Bool {
    let bytes = guid.utf8
    if bytes.starts(with: "urn:".utf8) || bytes.starts(with: "tag:".utf8) { return true }
    guard let colon = bytes.prefix(20).firstIndex(of: 0x3a) else { return false }
    return bytes[colon...].starts(with: "://".utf8)
  }

  /// The entry's own id where it is one, else its link, else its text. An id that is no URI says
  /// nothing outside its site.
  private func identity(_ index: Int, keys: EntryKeys, sight: Sight) -> String {
    let observation = observations[index]
    // What is absurdly long is hashed as part of the text instead.
    let isLong = (observation.urlKey?.utf8.count ?? 0) > 4_096
    let linkKey = keys.soundURL == nil || sight.isURLTaken || isLong ? nil : observation.urlKey
    if let guid = observation.guid, guid.utf8.count <= 1_024, keys.soundGuid != nil,
      !sight.isGuidTaken
    {
      if Self.isURI(guid) { return "guid:\(guid)" }
      let site = observation.urlKey?.prefix(253).split(separator: "/").first.map(String.init)
      return "guid:\(site ?? source) \(guid)"
    }
    if let linkKey { return "link:\(linkKey)" }
    let mark = Fingerprint.of(observation.title) ^ observation.fingerprint
    return "text:\(source) \(String(mark, radix: 16))"
  }
}
