-- The newest report of each cluster, and the newest of a run that applied everything: while the
-- config repo cannot be read, that one says what runs. Both as they came, in JSON.
CREATE TABLE clusters (
  name        TEXT NOT NULL PRIMARY KEY,
  reported_at ${timestamp} NOT NULL,
  received_at ${timestamp} NOT NULL,
  report      TEXT NOT NULL,
  good_report TEXT
);

-- What became otherwise from one report to the next; only the newest are kept.
CREATE TABLE cluster_events (
  id       ${identity},
  cluster  TEXT NOT NULL,
  at       ${timestamp} NOT NULL,
  kind     TEXT NOT NULL,
  revision TEXT,
  detail   TEXT NOT NULL
);
CREATE INDEX cluster_events_of_cluster ON cluster_events (cluster, id);

-- The commit that a merge made in the config repo; null until the forge was asked.
ALTER TABLE push_targets ADD COLUMN merge_commit TEXT;

-- How a merged push does in a cluster whose revision holds the merge.
CREATE TABLE landings (
  cluster      TEXT NOT NULL,
  push_id      TEXT NOT NULL REFERENCES pushes (id),
  repository   TEXT NOT NULL,
  merge_commit TEXT NOT NULL,
  state        TEXT NOT NULL,
  sentence     TEXT NOT NULL,
  PRIMARY KEY (cluster, push_id, repository)
);

-- What is to be told on the forge, once for each state of a merge in a cluster.
CREATE TABLE announcements (
  id              ${identity},
  cluster         TEXT NOT NULL,
  repository      TEXT NOT NULL,
  merge_commit    TEXT NOT NULL,
  state           TEXT NOT NULL,
  sentence        TEXT NOT NULL,
  revision        TEXT NOT NULL,
  at              ${timestamp} NOT NULL,
  pr_number       INTEGER,
  attempts        INTEGER NOT NULL,
  next_attempt_at ${timestamp},
  outcome         TEXT NOT NULL,
  UNIQUE (cluster, repository, merge_commit, state)
);
CREATE INDEX announcements_due ON announcements (repository, next_attempt_at)
  WHERE next_attempt_at IS NOT NULL;
