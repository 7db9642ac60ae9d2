#include "platform/files/source_dir_for_tests.h"

const char* const regard_source_dir = REGARD_SOURCE_DIR_AS_TEXT;
