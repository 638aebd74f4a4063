-- What the registry showed of the image, or why it showed nothing: JSON, see class EvidenceJson.
ALTER TABLE pushes ADD COLUMN evidence TEXT;

-- Images whose tags are listed because their registry cannot call out.
CREATE TABLE polls (
  registry TEXT NOT NULL,
  path     TEXT NOT NULL,
  next_at  ${timestamp} NOT NULL,
  failures INTEGER NOT NULL,
  started  BOOLEAN NOT NULL,
  PRIMARY KEY (registry, path)
);

-- The tags that were seen there; the digest is empty where nobody asked for it.
CREATE TABLE poll_tags (
  registry TEXT NOT NULL,
  path     TEXT NOT NULL,
  tag      TEXT NOT NULL,
  digest   TEXT NOT NULL,
  PRIMARY KEY (registry, path, tag)
);
