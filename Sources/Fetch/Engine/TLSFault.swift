/// What a failed TLS handshake means, and what a person can do about it, from the words of libcurl
/// and OpenSSL.
enum TLSFault {
  /// One sentence; what is not known is passed on as it came.
  static func advice(_ detail: String) -> String {
    for (sign, advice) in known where detail.utf8Contains(sign) { return "TLS: " + advice }
    return "TLS failed: \(detail)"
  }

  /// The first that stands in the words counts.
  private static let known: [(String, String)] = [
    (
      "certificate has expired",
      "the site's certificate has expired; tell its owner, and check this machine's clock"
    ),
    (
      "certificate is not yet valid",
      "the site's certificate is not valid yet; check this machine's clock"
    ),
    (
      "certificate revoked", "the site's certificate was revoked; do not trust it"
    ),
    (
      "subject name", "the certificate is for another host name; correct the url's host"
    ),
    (
      "self-signed certificate in certificate chain",
      "the certificate comes from an unknown authority; if it is yours, name its file in network.ca"
    ),
    (
      "self-signed certificate",
      "the certificate is self-signed; if it is yours, name it in network.ca"
    ),
    (
      "self signed certificate",
      "the certificate is self-signed; if it is yours, name it in network.ca"
    ),
    (
      "unable to get local issuer certificate",
      "the certificate comes from an unknown authority, or the site leaves out a certificate "
        + "between; if the authority is yours, name its file in network.ca"
    ),
    (
      "unable to verify the first certificate",
      "the certificate comes from an unknown authority, or the site leaves out a certificate "
        + "between; if the authority is yours, name its file in network.ca"
    ),
    (
      "certificate required",
      "the site wants a certificate of the client, which sources cannot give"
    ),
    (
      "unsupported protocol",
      "the server speaks only versions older than TLS 1.2; its owner must renew it"
    ),
    (
      "alert protocol version",
      "the server speaks only versions older than TLS 1.2; its owner must renew it"
    ),
    (
      "wrong version number", "the port answers without TLS; use http:// or the right port"
    ),
    (
      "packet length too long", "the port answers without TLS; use http:// or the right port"
    ),
    (
      "handshake failure", "the server and this machine know no cipher in common"
    ),
    (
      "key too small", "the certificate's key is too short to be trusted; its owner must renew it"
    ),
    (
      "md too weak",
      "the certificate's signature is too weak to be trusted; its owner must renew it"
    ),
    (
      "error setting certificate verify locations",
      "the file of network.ca cannot be read; correct its path"
    ),
  ]
}

extension String {
  fileprivate func utf8Contains(_ other: String) -> Bool {
    let wanted = Array(other.utf8)
    let bytes = Array(utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains {
      bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }
}
