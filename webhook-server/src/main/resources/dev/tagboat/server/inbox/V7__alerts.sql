-- What a channel was told of, and is not over yet.
CREATE TABLE troubles (
  channel  TEXT NOT NULL,
  cluster  TEXT NOT NULL,
  kind     TEXT NOT NULL,
  since    ${timestamp} NOT NULL,
  told_at  ${timestamp} NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (channel, cluster, kind)
);

-- What is to be told, and for a while what was.
CREATE TABLE alerts (
  id              ${identity},
  channel         TEXT NOT NULL,
  cluster         TEXT NOT NULL,
  kind            TEXT NOT NULL,
  phase           TEXT NOT NULL,
  sentence        TEXT NOT NULL,
  revision        TEXT,
  since           ${timestamp} NOT NULL,
  at              ${timestamp} NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_at ${timestamp},
  outcome         TEXT NOT NULL
);
CREATE INDEX alerts_due ON alerts (channel, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
