-- Which Spaces are known, and every distinct environment any of them was seen in: facts only, each written once for the whole fleet.

CREATE TABLE space (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (owner, name)
) STRICT;

-- One distribution at one version: `numpy` `1.26.4`. `version` NULL: present, version unknown. `source` NULL: from an index.
CREATE TABLE package_release (
    id INTEGER PRIMARY KEY,
    -- as the installer spelled it: `PyYAML`
    name TEXT NOT NULL,
    version TEXT,
    source TEXT,
    -- 1: editable, 2: built from a source distribution
    flags INTEGER NOT NULL
) STRICT;

-- An index holds NULLs apart from each other, so they become 0, which no text equals.
CREATE UNIQUE INDEX package_release_identity ON package_release (name, coalesce(version, 0), coalesce(source, 0), flags);

-- A package of the operating system: `ffmpeg` `7:7.1.1-1+b1`.
CREATE TABLE system_package (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT
) STRICT;

CREATE UNIQUE INDEX system_package_identity ON system_package (name, coalesce(version, 0));

-- What the packages stand on. A fleet shares few of them.
CREATE TABLE foundation (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    python TEXT,
    base_image TEXT,
    base_image_digest TEXT,
    sdk TEXT,
    sdk_version TEXT,
    -- JSON: [{"name":"pip","version":"25.1"}]
    installers TEXT NOT NULL,
    -- JSON, in the platform's order: ["gradio[oauth,mcp]==6.19.0","spaces"]
    platform_line TEXT NOT NULL,
    -- ids of system_package, as docs/Store.md describes
    system_package_count INTEGER NOT NULL,
    system_packages BLOB NOT NULL
) STRICT;

CREATE TABLE environment (
    id INTEGER PRIMARY KEY,
    -- SHA-256 of the canonical bytes, which name no id: the same in every database
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    foundation_id INTEGER NOT NULL REFERENCES foundation (id),
    is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
    package_count INTEGER NOT NULL,
    -- packages without a version
    unknown_count INTEGER NOT NULL,
    -- ids of package_release, as docs/Store.md describes
    packages BLOB NOT NULL
) STRICT;

-- Eight bytes find the row as well as 32, at a third of the cost; whoever looks compares the whole digest.
CREATE INDEX environment_digest ON environment (substr(digest, 1, 8));
