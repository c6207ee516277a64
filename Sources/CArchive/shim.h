#pragma once
#include <archive.h>
#include <archive_entry.h>

// libarchive's file types are cast macros, which Swift does not import.
static const unsigned int driftd_archive_regular_file = AE_IFREG;
static const unsigned int driftd_archive_directory = AE_IFDIR;
