-- One text for SQLite and PostgreSQL; the placeholders are filled in by class Dialect.
CREATE TABLE pushes (
  id               TEXT NOT NULL PRIMARY KEY,
  hook             TEXT NOT NULL,
  registry         TEXT NOT NULL,
  path             TEXT NOT NULL,
  tag              TEXT NOT NULL,
  digest           TEXT,
  media_type       TEXT,
  pushed_at        ${timestamp},
  pusher           TEXT,
  state            TEXT NOT NULL,
  sentence         TEXT NOT NULL,
  attempts         INTEGER NOT NULL,
  next_attempt_at  ${timestamp},
  received_at      ${timestamp} NOT NULL,
  confirmed_digest TEXT
);
CREATE INDEX pushes_due ON pushes (registry, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX pushes_by_image ON pushes (registry, path, id);
CREATE INDEX pushes_by_state ON pushes (state, id);

-- The latest push of each tag: a repeated event is seen against this row only, so that a tag that
-- is moved back to an older image is news again.
CREATE TABLE image_tags (
  registry    TEXT NOT NULL,
  path        TEXT NOT NULL,
  tag         TEXT NOT NULL,
  digest      TEXT NOT NULL,
  pushed_at   ${timestamp},
  push_id     TEXT NOT NULL,
  received_at ${timestamp} NOT NULL,
  PRIMARY KEY (registry, path, tag)
);

CREATE TABLE push_targets (
  push_id         TEXT NOT NULL REFERENCES pushes (id),
  repository      TEXT NOT NULL,
  state           TEXT NOT NULL,
  sentence        TEXT NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_at ${timestamp},
  branch          TEXT,
  commit_id       TEXT,
  pr_number       INTEGER,
  pr_url          TEXT,
  PRIMARY KEY (push_id, repository)
);
CREATE INDEX push_targets_due ON push_targets (repository, next_attempt_at)
  WHERE next_attempt_at IS NOT NULL;

CREATE INDEX push_targets_open ON push_targets (repository, state);

CREATE TABLE push_history (
  id         ${identity},
  push_id    TEXT NOT NULL REFERENCES pushes (id),
  at         ${timestamp} NOT NULL,
  step       TEXT NOT NULL,
  repository TEXT,
  detail     TEXT NOT NULL
);
CREATE INDEX push_history_of_push ON push_history (push_id, id);

-- What was ignored or unreadable; only the newest are kept.
CREATE TABLE deliveries (
  id      ${identity},
  at      ${timestamp} NOT NULL,
  hook    TEXT NOT NULL,
  outcome TEXT NOT NULL,
  subject TEXT NOT NULL,
  reason  TEXT NOT NULL
);

-- As db-scheduler 16 wants it. Its times must be declared as timestamps: as text it polls for ever.
CREATE TABLE scheduled_tasks (
  task_name            TEXT NOT NULL,
  task_instance        TEXT NOT NULL,
  task_data            ${blob},
  execution_time       ${timestamp} NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            TEXT,
  last_success         ${timestamp},
  last_failure         ${timestamp},
  consecutive_failures INTEGER,
  last_heartbeat       ${timestamp},
  version              BIGINT NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
