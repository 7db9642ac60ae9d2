// What is done about harmful files here. `clamd.h` asks the scanner, `sniff.h` finds out what a file is.
#pragma once

namespace regard::scanning {

// clamd: a file can be opened once the scanner has found nothing. no_scanner: none is configured, so files wait and
// cannot be opened. off: whoever runs this provider decided that files can be opened unscanned, and pages say so.
enum class Policy { clamd, no_scanner, off };

}  // namespace regard::scanning
