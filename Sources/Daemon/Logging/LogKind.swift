/// The kinds of log records that people may look for, each with a fixed phrase and a fixed
/// `MESSAGE_ID` of its own (`journalctl MESSAGE_ID=…`), which never changes once it is out.
package enum LogKind: String, CaseIterable, Sendable {
  case started
  case stopping
  case alive
  case reloaded
  case fault
  case refused
  case startFailed = "start-failed"
  case sourceFailing = "source-failing"
  case sourceRecovered = "source-recovered"
  case sourceAnswers = "source-answers"
  case sourceNotice = "source-notice"
  case networkNotice = "network-notice"
  case polled
  case articleRead = "article-read"
  case articleNotRead = "article-not-read"
  case alert
  case delivered
  case digest
  case deliveryFailed = "delivery-failed"
  case deliveryGivenUp = "delivery-given-up"
  case deliveryGoesOn = "delivery-goes-on"
  case destinationNotice = "destination-notice"
  case paused
  case resumed
  case stateFailing = "state-failing"
  case stateRecovered = "state-recovered"
  case pollsPutOff = "polls-put-off"
  case cannotPrune = "cannot-prune"
  case statusPage = "status-page"
  case statusPageFailing = "status-page-failing"

  /// What a record says, where its data say the rest.
  package var phrase: String {
    switch self {
    case .started: "started"
    case .stopping: "stopping"
    case .alive: "alive"
    case .reloaded: "configuration reloaded"
    case .fault: "configuration fault"
    case .refused: "configuration refused; the one before stays"
    case .startFailed: "cannot start"
    case .sourceFailing: "source failing"
    case .sourceRecovered: "source recovered"
    case .sourceAnswers: "source answers again"
    case .sourceNotice: "source notice"
    case .networkNotice: "network notice"
    case .polled: "polled"
    case .articleRead: "article read"
    case .articleNotRead: "article page not read"
    case .alert: "alert"
    case .delivered: "delivered"
    case .digest: "digest made"
    case .deliveryFailed: "delivery failed"
    case .deliveryGivenUp: "delivery given up; marsad deliveries retry"
    case .deliveryGoesOn: "delivery goes on"
    case .destinationNotice: "destination notice"
    case .paused: "paused"
    case .resumed: "resumed"
    case .stateFailing: "state file failing"
    case .stateRecovered: "state file works again"
    case .pollsPutOff: "polls put off"
    case .cannotPrune: "cannot prune"
    case .statusPage: "status page"
    case .statusPageFailing: "status page not served"
    }
  }

  /// 128 bits in hexadecimal digits, as journald's `MESSAGE_ID` has them.
  package var messageID: String {
    switch self {
    case .started: "fd0c8e9baa4042b1b55dc28b542d2873"
    case .stopping: "9f0b58c3150643eba0e508f9a5e6cecb"
    case .alive: "d027423bb83b42b4b71d7cfd37f5a22e"
    case .reloaded: "1631659cf06c45ba9cffa372577e8c78"
    case .fault: "e4dc167a6ae647a58b0351e88e280179"
    case .refused: "4b95544273514ac085b24e9e538c5832"
    case .startFailed: "d91ddd89bc534e589a344cba8117b51c"
    case .sourceFailing: "13ca46f7ea85427ab61dd6b780ec8e0b"
    case .sourceRecovered: "8f14458c12c248e5a7ccb4447b291b96"
    case .sourceAnswers: "7c6abad3595d4a46bbe031718ea8d5d5"
    case .sourceNotice: "951709ac4cf0453e918770e81f0ce9f5"
    case .networkNotice: "3b575429654b4400b83c2c54d9a19af9"
    case .polled: "d5037c7c06e54accbc1eadd05b01505d"
    case .articleRead: "93b8e4529f3646ed87f6df71587da41c"
    case .articleNotRead: "4ef6c8e6c85744deab8da7a822cea274"
    case .alert: "9b03617e366a4b7fba6ae929a818416c"
    case .delivered: "340ba91a26214cc4a26cb805deda8063"
    case .digest: "618732c7d011444fbc51c2adf67040e2"
    case .deliveryFailed: "244ec17148b949c898e9888a3b3afe99"
    case .deliveryGivenUp: "681a7ba6ee374b83b948df00af67680d"
    case .deliveryGoesOn: "88a27d34dd6b485f9e086a738c4e1876"
    case .destinationNotice: "9cd57132f4414c50aa585e36d0179b07"
    case .paused: "aaddea45c3ab460bb62a3345a1da1fb1"
    case .resumed: "6c504c5f7ac14f19add08393650a0a6b"
    case .stateFailing: "46c4492182584db396f8acaa0f76f6c5"
    case .stateRecovered: "167bd933dc32468494e3a9290a2e93eb"
    case .pollsPutOff: "83a7f2c929584777915104a08541482c"
    case .cannotPrune: "19b33bf3603e4f0da0cbdf3f87cf1e45"
    case .statusPage: "0a06cbabfe404dbc879f4f0dccb4e73e"
    case .statusPageFailing: "a75c854e3e64426b83d920f34a3e4b37"
    }
  }
}
