internal import GRDB

/// The tables of the state file. Migrations go forward only; one that was released never changes.
enum Schema {
  /// `MRSD`, in the header of every file of ours.
  static let applicationID = 0x4d52_5344

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in try database.execute(sql: first) }
    migrator.registerMigration("2") { database in try database.execute(sql: second) }
    migrator.registerMigration("3") { database in try database.execute(sql: third) }
    migrator.registerMigration("4") { database in try database.execute(sql: fourth) }
    migrator.registerMigration("5") { database in try database.execute(sql: fifth) }
    migrator.registerMigration("6") { database in try database.execute(sql: sixth) }
    migrator.registerMigration("7") { database in try database.execute(sql: seventh) }
    migrator.registerMigration("8") { database in try database.execute(sql: eighth) }
    return migrator
  }

  /// Times are Unix seconds: whole in `entry`, which is large, with fractions elsewhere.
  ///
  /// `entry` is clustered by source, so that one feed's look-ups touch few pages. A row is either
  /// an entry (its `target` is null), another key of one (`target` is that entry's key), or a mark
  /// that a key is no identity in this source (`target` is the key itself).
  private static let first = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;

    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      url TEXT NOT NULL DEFAULT '',
      polled_url TEXT,
      document TEXT,
      kind TEXT,
      etag TEXT,
      last_modified TEXT,
      body INTEGER,
      baseline REAL,
      last_poll REAL,
      last_success REAL,
      last_whole REAL,
      next_poll REAL,
      interval REAL,
      shown INTEGER NOT NULL DEFAULT 0,
      articles INTEGER NOT NULL DEFAULT 0,
      last_new REAL,
      error_kind TEXT,
      error_message TEXT,
      error_since REAL,
      error_count INTEGER NOT NULL DEFAULT 0,
      paused INTEGER NOT NULL DEFAULT 0,
      silent INTEGER NOT NULL DEFAULT 0,
      retired INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE source_url (
      url TEXT NOT NULL,
      source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
      PRIMARY KEY (url, source)
    ) WITHOUT ROWID;

    CREATE TABLE entry (
      source INTEGER NOT NULL,
      key INTEGER NOT NULL,
      target INTEGER,
      title INTEGER,
      text INTEGER,
      published INTEGER,
      tail INTEGER,
      article INTEGER,
      first_seen INTEGER,
      last_seen INTEGER NOT NULL,
      PRIMARY KEY (source, key)
    ) WITHOUT ROWID;

    CREATE TABLE article (
      id INTEGER PRIMARY KEY,
      identity TEXT NOT NULL UNIQUE,
      source INTEGER NOT NULL,
      url TEXT,
      canonical_url TEXT,
      title TEXT NOT NULL,
      language TEXT,
      published REAL,
      first_seen REAL NOT NULL,
      text INTEGER NOT NULL,
      story TEXT
    );
    CREATE TABLE article_key (
      key INTEGER PRIMARY KEY,
      article INTEGER NOT NULL
    );
    CREATE TABLE page_task (
      article INTEGER PRIMARY KEY,
      purpose TEXT NOT NULL,
      url TEXT NOT NULL,
      due REAL NOT NULL,
      attempts INTEGER NOT NULL
    );
    CREATE INDEX page_task_due ON page_task (due);

    CREATE TABLE evidence (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL,
      url TEXT NOT NULL,
      fetched REAL NOT NULL,
      size INTEGER NOT NULL,
      headers TEXT NOT NULL
    );
    CREATE INDEX evidence_sha256 ON evidence (sha256);
    CREATE TABLE evidence_body (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);

    CREATE TABLE text (
      id INTEGER PRIMARY KEY,
      article INTEGER NOT NULL,
      mark INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX text_article ON text (article);

    CREATE TABLE alert (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      event_id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      rule TEXT,
      at REAL NOT NULL,
      article INTEGER,
      evidence INTEGER,
      text INTEGER,
      event BLOB NOT NULL
    );
    CREATE INDEX alert_at ON alert (at);
    CREATE INDEX alert_article ON alert (article) WHERE article IS NOT NULL;

    CREATE TABLE destination (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      address INTEGER,
      failing_since REAL,
      disabled REAL,
      reason TEXT
    );
    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      alert INTEGER NOT NULL,
      destination INTEGER NOT NULL,
      state INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      aside INTEGER NOT NULL DEFAULT 0,
      next_attempt REAL,
      last_status INTEGER,
      last_error TEXT,
      created REAL NOT NULL,
      finished REAL
    );
    CREATE INDEX delivery_pending ON delivery (destination, id) WHERE state = 0;
    CREATE INDEX delivery_alert ON delivery (alert);
    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY,
      delivery INTEGER NOT NULL,
      at REAL NOT NULL,
      seconds REAL,
      status INTEGER,
      error TEXT,
      answer BLOB
    );
    CREATE INDEX attempt_delivery ON attempt (delivery);
    CREATE TABLE retry_request (delivery INTEGER PRIMARY KEY, requested REAL NOT NULL);
    """

  /// `rows` are those of `RecentRows`; `last_seen` is the latest of theirs.
  private static let second = """
    CREATE TABLE recent (source INTEGER PRIMARY KEY, last_seen INTEGER NOT NULL, rows BLOB NOT NULL);
    """

  /// `text` is `ArchiveText`; `size` is about what the row takes. The index holds it too, so that
  /// the whole is summed up without a look at the texts.
  private static let third = """
    CREATE TABLE archive (
      id INTEGER PRIMARY KEY,
      article INTEGER NOT NULL,
      source INTEGER NOT NULL,
      seen REAL NOT NULL,
      published REAL,
      language TEXT,
      url TEXT,
      latitude REAL,
      longitude REAL,
      reach REAL,
      place TEXT,
      size INTEGER NOT NULL,
      text BLOB NOT NULL,
      UNIQUE (article, source)
    );
    CREATE INDEX archive_seen ON archive (seen, size);
    """

  /// `form` is `ArticleRecord.Form`. `story_mark` leads from a sketch's marks to the articles that
  /// have them; `also_at` holds the copies for which no alert of their own was made.
  private static let fourth = """
    ALTER TABLE article ADD COLUMN form INTEGER;
    ALTER TABLE article ADD COLUMN removed REAL;
    ALTER TABLE page_task ADD COLUMN since REAL;
    ALTER TABLE page_task ADD COLUMN gone REAL;
    ALTER TABLE page_task ADD COLUMN carried TEXT;
    CREATE TABLE story_member (
      article INTEGER PRIMARY KEY,
      story TEXT NOT NULL,
      seen REAL NOT NULL,
      is_whole INTEGER NOT NULL,
      marks BLOB NOT NULL,
      numbers BLOB NOT NULL
    );
    CREATE INDEX story_member_story ON story_member (story);
    CREATE INDEX story_member_seen ON story_member (seen);
    CREATE TABLE story_mark (
      mark INTEGER NOT NULL,
      article INTEGER NOT NULL,
      PRIMARY KEY (mark, article)
    ) WITHOUT ROWID;
    CREATE TABLE also_at (
      alert INTEGER NOT NULL,
      article INTEGER NOT NULL,
      seen REAL NOT NULL,
      PRIMARY KEY (alert, article)
    ) WITHOUT ROWID;
    """

  /// `failures` are attempts since `failing_since`, the last of them with its error; `told` is how
  /// many stages of it were told.
  private static let seventh = """
    ALTER TABLE destination ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE destination ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE destination ADD COLUMN error_kind TEXT;
    ALTER TABLE destination ADD COLUMN error TEXT;
    """

  /// How sources behave. `told`: 0 nobody was told of its failure, 1 people were, 2 as part of an
  /// outage. `rhythm` is how often it brings news, `quiet` the seconds since it last did, both of
  /// the time that it was watched.
  private static let sixth = """
    ALTER TABLE source ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE source ADD COLUMN rhythm TEXT;
    ALTER TABLE source ADD COLUMN quiet REAL NOT NULL DEFAULT 0;
    ALTER TABLE source ADD COLUMN moved TEXT;
    ALTER TABLE source ADD COLUMN distrusted INTEGER NOT NULL DEFAULT 0;
    UPDATE source SET told = 1 WHERE error_count >= 3;
    """

  /// `held` says in a word why a delivery waits for a digest, or that it never does (`urgent`), and
  /// `digest` is the alert that listed it then. `release` is when it may go, where that is known. A `pause` without an end lasts until
  /// somebody ends it. `acknowledged` alerts are told to receivers that know of it. `source_day`
  /// counts articles by the day of Unix time.
  private static let eighth = """
    ALTER TABLE alert ADD COLUMN severity TEXT;
    UPDATE alert SET severity = json_extract(CAST(event AS TEXT), '$.rule.severity')
      WHERE rule IS NOT NULL AND json_valid(CAST(event AS TEXT))
        AND id IN (SELECT alert FROM delivery WHERE state = 0);
    ALTER TABLE delivery ADD COLUMN held TEXT;
    ALTER TABLE delivery ADD COLUMN release REAL;
    ALTER TABLE delivery ADD COLUMN digest INTEGER;
    CREATE INDEX delivery_held ON delivery (destination, id) WHERE state = 4;
    CREATE INDEX delivery_digest ON delivery (digest) WHERE digest IS NOT NULL;
    CREATE TABLE pause (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      since REAL NOT NULL,
      until REAL,
      PRIMARY KEY (kind, name)
    ) WITHOUT ROWID;
    CREATE TABLE acknowledged (alert INTEGER PRIMARY KEY, at REAL NOT NULL);
    CREATE TABLE source_day (
      source INTEGER NOT NULL,
      day INTEGER NOT NULL,
      articles INTEGER NOT NULL,
      PRIMARY KEY (source, day)
    ) WITHOUT ROWID;
    """
}
