-- Pull requests that are to be looked after soon, since the forge told of them; 0 stands for all of
-- a config repo. Whichever server hears of it, another may have the lane. The count tells whether
-- it was asked for once more while somebody was looking.
CREATE TABLE asked_looks (
  repository TEXT NOT NULL,
  pr_number  INTEGER NOT NULL,
  asks       INTEGER NOT NULL,
  PRIMARY KEY (repository, pr_number)
);
