-- Whose turn it is to send a request with a forge's token, when the next write may go, and until
-- when the forge wants a pause. The token is told by a hash of it only. Worth nothing after a crash
-- of the database, so that nobody waits for the disk.
CREATE ${unlogged} TABLE forge_lanes (
  lane        TEXT NOT NULL PRIMARY KEY,
  holder      TEXT,
  held_until  ${timestamp} NOT NULL,
  next_write  ${timestamp} NOT NULL,
  rests_until ${timestamp} NOT NULL,
  waiter      TEXT,
  waits_since ${timestamp},
  asked_at    ${timestamp}
);
