// Where the sources of what is tested stand; as REGARD_SOURCE_DIR in every test. A variable, because a path on the command
// lines would keep another clone from finding in ccache what this one compiled.
#pragma once

extern const char* const regard_source_dir;
