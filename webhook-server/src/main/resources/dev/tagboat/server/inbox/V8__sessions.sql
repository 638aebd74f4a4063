-- People who are signed in to the pages. Only the hash of a session's id is kept: who reads the
-- database can take over nobody's session.
CREATE TABLE sessions (
  id_hash    TEXT NOT NULL PRIMARY KEY,
  role       TEXT NOT NULL,
  person     TEXT NOT NULL,
  form_key   TEXT NOT NULL,
  began_at   ${timestamp} NOT NULL,
  expires_at ${timestamp} NOT NULL
);
CREATE INDEX sessions_by_end ON sessions (expires_at);
