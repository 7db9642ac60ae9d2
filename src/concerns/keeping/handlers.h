// How long a case is kept, as a tab of the case. The pages about what ends, whatever it is, are src/keeping's.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_keeping_of_case(const web::Visit& visit);

}  // namespace regard::concerns
