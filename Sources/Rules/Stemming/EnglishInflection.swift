/// English: plurals, verb forms, comparatives.
enum EnglishInflection {
  static func forms(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    var forms = Set(irregular.lemmas(of: key))
    guard key.count >= 4, key.allSatisfy({ $0 < 0x80 }), !whole.contains(Array(key)) else {
      return forms
    }
    plural(key, &forms)
    guard !isTerm else { return forms }
    for ending in [Array("ed".utf8), Array("ing".utf8), Array("er".utf8), Array("est".utf8)]
    where key.ends(in: ending) {
      let stem = key.dropLast(ending.count)
      guard stem.count >= 2, stem.contains(where: isVowel), let last = stem.last else { continue }
      if ending[0] == 0x65 && ending != Array("ed".utf8) {
        compared(stem, &forms)
        continue
      }
      if ending == Array("ed".utf8) && last == 0x65 { continue }
      forms.insert(Array(stem))
      forms.insert(Array(stem) + [0x65])
      if stem.count >= 3, stem.dropLast().last == last, !isVowel(last) {
        forms.insert(Array(stem.dropLast()))
      }
      if last == 0x69 { forms.insert(Array(stem.dropLast()) + [0x79]) }
      if last == 0x79 && ending == Array("ing".utf8) {
        forms.insert(Array(stem.dropLast()) + [0x69, 0x65])
      }
    }
    return forms
  }

  /// Comparatives of adjectives by heart: most words in -er are doers.
  private static func compared(_ stem: ArraySlice<UInt8>, _ forms: inout Set<[UInt8]>) {
    let bare = Array(stem)
    var bases = [bare, bare + [0x65], Array(bare.dropLast())]
    if bare.last == 0x69 { bases.append(bare.dropLast() + [0x79]) }
    forms.formUnion(bases.filter(adjectives.contains))
  }

  private static let adjectives: Set<[UInt8]> = {
    let list = """
      late early large small great high low long short old young big new strong weak hard near close \
      deep wide broad fast slow easy heavy light rich poor cheap warm cold hot safe clean clear dark \
      dirty dry wet few fine free full happy sad healthy kind lovely mad nice quick quiet rare rough \
      sharp simple soft steep sweet tall thick thin tough tight true wealthy wild wise deadly bloody \
      busy angry hungry likely lucky noisy pretty ready smart smooth strict fierce grave harsh mild
      """
    return Set(list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }()

  private static func plural(_ key: ArraySlice<UInt8>, _ forms: inout Set<[UInt8]>) {
    guard key.last == 0x73, let before = key.dropLast().last else { return }
    // -ss, -us and -is are no plurals.
    if before == 0x73 || before == 0x75 || before == 0x69 { return }
    forms.insert(Array(key.dropLast()))
    guard before == 0x65 else { return }
    let stem = key.dropLast(2)
    if stem.last == 0x69 {
      forms.insert(Array(stem.dropLast()) + [0x79])
    } else if let last = stem.last, [0x73, 0x78, 0x7A, 0x68, 0x6F].contains(last) {
      forms.insert(Array(stem))
    } else if stem.last == 0x76 {
      forms.insert(Array(stem.dropLast()) + [0x66])
      forms.insert(Array(stem.dropLast()) + [0x66, 0x65])
    }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }

  private static let whole: Set<[UInt8]> = {
    let list = """
      evening morning during nothing something anything everything ceiling being thing things series \
      species news means always perhaps whereas besides hundred sacred indeed over other never \
      under after water river paper former latter rather either neither whether mother father \
      brother sister leader order border number member center power tower officer offer corner \
      summer winter dinner matter letter butter better forest interest rest west best test guest \
      request arrest priest harvest honest modest protest contest against
      """
    return Set(list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }()

  private static let irregular = Irregular(
    """
    am is are was were been being=be
    has had having=have
    does did done=do
    went gone goes=go
    made=make
    said=say
    took taken=take
    got gotten=get
    came=come
    knew known=know
    thought=think
    saw seen=see
    gave given=give
    found=find
    told=tell
    became=become
    left=leave
    felt=feel
    brought=bring
    began begun=begin
    kept=keep
    held=hold
    wrote written=write
    stood=stand
    heard=hear
    meant=mean
    met=meet
    paid=pay
    sat=sit
    spoke spoken=speak
    led=lead
    grew grown=grow
    lost=lose
    fell fallen=fall
    sent=send
    built=build
    understood=understand
    drew drawn=draw
    broke broken=break
    spent=spend
    rose risen=rise
    drove driven=drive
    bought=buy
    wore worn=wear
    chose chosen=choose
    fought=fight
    threw thrown=throw
    caught=catch
    dealt=deal
    won=win
    forgot forgotten=forget
    sold=sell
    taught=teach
    stole stolen=steal
    hid hidden=hide
    flew flown=fly
    ate eaten=eat
    shot=shoot
    struck stricken=strike
    sought=seek
    slept=sleep
    swore sworn=swear
    arose arisen=arise
    lay lain=lie
    laid=lay
    ran=run
    sang sung=sing
    sank sunk=sink
    swam swum=swim
    rang rung=ring
    shook shaken=shake
    froze frozen=freeze
    rode ridden=ride
    woke woken=wake
    withdrew withdrawn=withdraw
    bore borne born=bear
    bound=bind
    fed=feed
    fled=flee
    hung=hang
    lent=lend
    lit=light
    proven=prove
    shown=show
    stuck=stick
    tore torn=tear
    blew blown=blow
    bent=bend
    bled=bleed
    bred=breed
    dug=dig
    overcame=overcome
    undertook undertaken=undertake
    undergone underwent=undergo
    men=man
    women=woman
    children=child
    feet=foot
    teeth=tooth
    geese=goose
    mice=mouse
    lives=life
    wives=wife
    knives=knife
    leaves=leaf
    halves=half
    criteria=criterion
    phenomena=phenomenon
    crises=crisis
    analyses=analysis
    bases=basis
    media=medium
    policemen=policeman
    worse worst=bad
    these=this
    those=that
    died dying=die
    lied lying=lie
    tied tying=tie
    """)
}
