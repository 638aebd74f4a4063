-- Why the last look did not work; null when it did.
ALTER TABLE polls ADD COLUMN problem TEXT;
