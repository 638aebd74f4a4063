-- Images and config repos that an operator has paused: nothing of them is proposed meanwhile.
CREATE TABLE halts (
  kind   TEXT NOT NULL,
  name   TEXT NOT NULL,
  person TEXT NOT NULL,
  since  ${timestamp} NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (kind, name)
);
