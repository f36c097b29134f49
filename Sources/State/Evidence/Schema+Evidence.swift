extension Schema {
  /// How evidence was asked for, and bodies that are packed: `size` is what a zlib stream unpacks
  /// to, null where the bytes are the body itself, as all were before.
  ///
  /// `evidence_total` is what all evidence takes, shared bodies once, kept by triggers: a sum over
  /// bodies would read the whole file.
  static let fifth = """
    ALTER TABLE evidence ADD COLUMN status INTEGER;
    ALTER TABLE evidence ADD COLUMN request TEXT;
    ALTER TABLE evidence_body ADD COLUMN size INTEGER;
    CREATE INDEX evidence_fetched ON evidence (fetched);

    CREATE TABLE evidence_total (id INTEGER PRIMARY KEY CHECK (id = 0), bytes INTEGER NOT NULL);
    INSERT INTO evidence_total SELECT 0,
      (SELECT ifnull(sum(length(bytes)), 0) FROM evidence_body)
      + (SELECT ifnull(sum(length(CAST(headers AS BLOB))), 0) FROM evidence);

    CREATE TRIGGER evidence_grows AFTER INSERT ON evidence BEGIN
      UPDATE evidence_total SET bytes = bytes + length(CAST(new.headers AS BLOB))
        + ifnull(length(CAST(new.request AS BLOB)), 0);
    END;
    CREATE TRIGGER evidence_shrinks AFTER DELETE ON evidence BEGIN
      UPDATE evidence_total SET bytes = bytes - length(CAST(old.headers AS BLOB))
        - ifnull(length(CAST(old.request AS BLOB)), 0);
    END;
    CREATE TRIGGER evidence_body_grows AFTER INSERT ON evidence_body BEGIN
      UPDATE evidence_total SET bytes = bytes + length(new.bytes);
    END;
    CREATE TRIGGER evidence_body_shrinks AFTER DELETE ON evidence_body BEGIN
      UPDATE evidence_total SET bytes = bytes - length(old.bytes);
    END;
    """
}
