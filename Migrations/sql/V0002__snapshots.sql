-- The observations, and the raw captures they were made from.

-- Any file of any capture, once.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    content BLOB NOT NULL
) STRICT;

-- The files of one look at a Space. Two looks that saw the same files share a row.
CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    -- SHA-256 over the sorted paths and their files' digests
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE capture_file (
    capture_id INTEGER NOT NULL REFERENCES capture (id),
    path TEXT NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (capture_id, path)
) STRICT, WITHOUT ROWID;

-- How the packages of an environment are known, in runs, as docs/Store.md describes.
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    runs BLOB NOT NULL UNIQUE
) STRICT;

-- What else an observation says. Rarely changes from one look to the next, and is alike in many Spaces.
CREATE TABLE circumstances (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    -- RUNNING, BUILD_ERROR
    stage TEXT,
    hardware TEXT,
    -- JSON: requestedHardware, sleepTimeSeconds, variables, secretNames
    settings TEXT NOT NULL,
    -- how the capture came to be: `hub`, `replayed with real pip`
    origin TEXT NOT NULL,
    -- JSON: {"build-log":true}
    readable TEXT NOT NULL
) STRICT;

CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    space_id INTEGER NOT NULL REFERENCES space (id),
    -- milliseconds since 1970, UTC
    taken_at INTEGER NOT NULL,
    -- the capture's own text, where it is not `2026-07-05T07:53:08Z` or `2026-07-05T07:53:08.123Z`
    taken_at_text TEXT,
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    capture_id INTEGER NOT NULL REFERENCES capture (id),
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    circumstances_id INTEGER NOT NULL REFERENCES circumstances (id),
    -- the 20 bytes of a full commit id, or the text of a prefix
    revision ANY,
    -- outcome of the newest build in the logs; 0: succeeded, 1: failed, 2: cut, NULL: no build in the logs
    build_outcome INTEGER CHECK (build_outcome BETWEEN 0 AND 2)
) STRICT;

CREATE INDEX snapshot_of_space ON snapshot (space_id, taken_at);
