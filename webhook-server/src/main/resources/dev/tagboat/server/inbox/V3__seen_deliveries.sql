-- The ids that senders tell their deliveries apart by, as hashes: one that comes again is not taken
-- twice, also after a restart. Old ones are forgotten.
CREATE TABLE seen_deliveries (
  hook     TEXT NOT NULL,
  delivery TEXT NOT NULL,
  at       ${timestamp} NOT NULL,
  PRIMARY KEY (hook, delivery)
);
CREATE INDEX seen_deliveries_by_age ON seen_deliveries (at);
