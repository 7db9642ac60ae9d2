// Words that the queries on reviews share: literals, so that each query is still one text.
#pragma once

// They work here, and it is about them: for them it does not exist.
#define REGARD_REVIEW_NOT_KEPT_FROM " (r.kept_from IS NULL OR r.kept_from <> CAST(:viewer AS TEXT)) "
