#include "concerns/testing.h"
