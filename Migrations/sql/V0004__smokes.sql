-- The newest smallest call of each Space (`driftd smoke`): what triage says of paid hardware rests on it. A Space may be called before any look at it
-- is stored, so that its name stands here.

CREATE TABLE smoke (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    -- milliseconds since 1970, UTC
    called_at INTEGER NOT NULL,
    -- the repository's commit at that time; NULL: the Hub did not say
    revision TEXT,
    -- `/greet`; NULL: nothing was called
    endpoint TEXT,
    -- 0: succeeded, 1: failed, 2: nothing was called
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
    -- 1: the function is under @spaces.GPU
    is_on_gpu INTEGER NOT NULL CHECK (is_on_gpu IN (0, 1)),
    -- what the app said, or why nothing was called
    reason TEXT,
    -- class of the failure: `C`
    bucket TEXT,
    -- sentences in which the interface differs from the original's; NULL: none was named
    difference_count INTEGER CHECK (difference_count >= 0),
    PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;
