#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// libarchive's file types are cast macros, and glibc's locale mask is an expression: Swift imports neither.
static const unsigned int driftd_archive_regular_file = AE_IFREG;
static const unsigned int driftd_archive_directory = AE_IFDIR;
static const int driftd_character_type_mask = LC_CTYPE_MASK;
