-- What was changed, by whom and why. Rows are only ever added; each holds a hash over itself and the
-- row before it, so that one that is changed or taken out later does not fit any more.
CREATE TABLE audit (
  number     BIGINT NOT NULL PRIMARY KEY,
  at         ${timestamp} NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  repository TEXT NOT NULL,
  detail     TEXT NOT NULL,
  source     TEXT NOT NULL,
  source_id  BIGINT,
  hash       TEXT NOT NULL,
  UNIQUE (source, source_id)
);
CREATE INDEX audit_by_time ON audit (at);
