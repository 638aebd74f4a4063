-- What every push brings, such as layers, has bounds of its own, and so crowds out nothing else.
ALTER TABLE deliveries ADD COLUMN routine BOOLEAN NOT NULL DEFAULT FALSE;
