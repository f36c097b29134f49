/// Dates, prose and addresses as sources write them.
enum SeedTexts {
  static let dates = MutationTokens.bytes(of: [
    "Thu, 14 Mar 2024 10:15:00 +0300", "14 Mar 24 10:15 EST", "2024-03-14T10:15:00.123+03:00",
    "2024-03-14", "20240314T101500Z", "2024-W11-4", "2024-074", "Thu Mar 14 10:15:00 2024",
    "1710411300", "1710411300000", "14.03.2024 10:15", "03/14/2024 10:15 PM", "14 مارس 2024",
    "١٤ آذار ٢٠٢٤ الساعة ١٠:١٥ ص", "۲۴ اسفند ۱۴۰۲", "14 марта 2024, 10:15", "2024年3月14日 10時15分",
    "14. März 2024 um 10:15 Uhr", "14 mars 2024 à 10h15", "March 14th, 2024 at 10:15 a.m. ET",
    "14 Mart 2024 Perşembe", "Published: 14 March 2024", "二〇二四年三月", "Mar 2024", "10:15",
  ])

  static let prose = MutationTokens.bytes(of: [
    "A blast shook Deir ez-Zor on Thursday. Daesh (ISIS) claimed it; no one in New York or Raqqa knew.",
    "انفجار في دير الزور ليلاً، ومصادر: عناصر «داعش» قرب الحدود العراقية السورية وبالبوكمال. د ا ع ش، داعـ.ـش!",
    "Взрыв в городе Дамаск сегодня, сообщил раіr. Президент США прибыл в Москву.",
    "IS-Kämpfer in Nordsyrien: Angriff auf Straße nach al-Hasaka – 14 Tote, sagt d4esh/I$I$.",
    "Türkiye'nin İstanbul kentinde IŞİD'e operasyon yapıldı; ISPARTA'da da.",
    "L'armée syrienne s'est retirée d’Alep aujourd'hui, près de la frontière turque.",
    "叙利亚代尔祖尔发生爆炸。ダマスカスで爆発があった。다마스쿠스 폭발 사고", "ﷺ ﻻ ﬁ ½ ① 𝐀𝐁𝐂 🇸🇾 e\u{301}\u{323} क्षि ไทย ខ្មែរ",
    "حمله در کرمانشاه می‌شود، نیروهای داعش در مرز ایران و عراق. ٮحاىل دااااعش",
  ])

  static let addresses = MutationTokens.bytes(of: [
    "http://a.test/2024/03/14/story?utm_source=x&id=1#top\nhttp://b.test/",
    "../c/./d?e=f\nhttps://user:pw@a.test:8080/a/b/c.html?q#f", "//cdn.test/x.jpg\nhttps://a.test",
    "HTTP://WWW.A.Test:80/%7Efoo/%e2%82%ac//index.html\n", "mailto:a@b.test\nhttp://a.test/",
    "http:\\\\a.test\\b\\c\nhttp://a.test/d", "?page=2\nhttp://[2001:db8::1]:81/a;b=c",
    "/عربي/خبر عاجل\nhttp://مثال.test/", "https://a.test/story/amp/?amp=1&outputType=amp\n",
    "javascript:alert(1)\nfile:///etc/passwd", "data:text/html,<b>\nhttp://a.test/#!/x",
  ])
}

/// Texts in the bytes of many encodings.
enum SeedEncodings {
  /// Labels that documents give, known and unknown.
  static let labels = [
    "utf-8", "utf-16", "utf-16be", "utf-32", "utf-32be", "iso-8859-1", "windows-1250",
    "windows-1251",
    "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
    "windows-874", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
    "koi8-r",
    "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic", "gb18030", "gbk", "big5", "euc-jp",
    "iso-2022-jp", "shift_jis", "euc-kr", "utf-7", "x-user-defined", "", "no-such-encoding",
  ]

  static let all: [[UInt8]] =
    ["Grüße, 中文 and العربية.", "<?xml version=\"1.0\" encoding=\"windows-1256\"?><a>x</a>"].flatMap
  {
    text in
    [
      Array(text.utf8), text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      text.unicodeScalars.flatMap { [0, 0, UInt8($0.value >> 8 & 0xFF), UInt8($0.value & 0xFF)] },
    ]
  } + [
    // windows-1256, windows-1251, shift_jis, gb18030, big5, euc-kr, iso-2022-jp, koi8-r.
    [0xDF, 0xED, 0xD1, 0xE1, 0x20, 0xC7, 0xE1, 0xE4, 0xE6, 0xC7, 0x20, 0xE6, 0xC7, 0xE1, 0xE4],
    [0xC2, 0xE7, 0xF0, 0xFB, 0xE2, 0x20, 0xE2, 0x20, 0xE3, 0xEE, 0xF0, 0xEE, 0xE4, 0xE5],
    [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x83, 0x65, 0x83, 0x4C, 0x83, 0x58, 0x83, 0x67],
    [0xD6, 0xD0, 0xCE, 0xC4, 0x81, 0x30, 0x81, 0x30, 0x95, 0x32, 0x82, 0x36, 0xB2, 0xE2],
    [0xA4, 0xA4, 0xA4, 0xE5, 0x88, 0x62, 0x88, 0xA5, 0xB4, 0xFA, 0xB8, 0xD5],
    [0xC7, 0xD1, 0xB1, 0xB9, 0xBE, 0xEE, 0x20, 0xC5, 0xD7, 0xBD, 0xBA, 0xC6, 0xAE],
    [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x38, 0x6C, 0x1B, 0x28, 0x42, 0x61],
    [0xF7, 0xDA, 0xD2, 0xD9, 0xD7, 0x20, 0xD7, 0x20, 0xC7, 0xCF, 0xD2, 0xCF, 0xC4, 0xC5],
  ]
}
