-- When a config repo and its forge last answered, and what went wrong last; for people.
CREATE TABLE repository_contacts (
  repository TEXT NOT NULL PRIMARY KEY,
  good_at    ${timestamp},
  failed_at  ${timestamp},
  problem    TEXT NOT NULL
);

-- What the applier of a cluster proved itself with last: a key's name, never the key.
ALTER TABLE clusters ADD COLUMN proof TEXT;
ALTER TABLE clusters ADD COLUMN proof_expires ${timestamp};
ALTER TABLE clusters ADD COLUMN proven_at ${timestamp};
