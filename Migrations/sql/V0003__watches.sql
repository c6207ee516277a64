-- Which Spaces the schedule covers, and what became of it so far. A watch is made and removed by hand; the schedule writes the rest.
-- Times are milliseconds since 1970, UTC.

CREATE TABLE watch (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    -- the Space that this one is a duplicate of; both NULL: none is known
    original_owner TEXT,
    original_name TEXT,
    added_at INTEGER NOT NULL,
    -- seconds between two looks
    look_seconds INTEGER NOT NULL CHECK (look_seconds > 0),
    -- seconds within which everything is captured, whether or not something seems to have changed
    capture_seconds INTEGER NOT NULL CHECK (capture_seconds > 0),
    next_look_at INTEGER NOT NULL,
    -- NULL: nothing has been captured yet
    next_capture_at INTEGER,
    last_attempt_at INTEGER,
    -- the last attempt that went through, also one that found nothing changed
    last_success_at INTEGER,
    last_capture_at INTEGER,
    -- attempts that failed since the last success
    failure_count INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    -- one line each; NULL while nothing fails
    failure_reason TEXT,
    failure_hint TEXT,
    -- 1: the same look may go through later without anything being changed by hand
    failure_is_transient INTEGER CHECK (failure_is_transient IN (0, 1)),
    -- JSON: what the list of Spaces showed when the Space was last found settled
    listed TEXT,
    -- what tells one build from the next, as the build log's first lines show it; NULL: no build log could be read
    banner TEXT,
    UNIQUE (owner, name),
    CHECK ((original_owner IS NULL) = (original_name IS NULL))
) STRICT;

CREATE INDEX watch_due ON watch (next_look_at);
