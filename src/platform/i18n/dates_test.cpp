#include "platform/i18n/dates.h"

#include <gtest/gtest.h>

#include "platform/base/calendar.h"

namespace regard::i18n {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes;
using namespace std::chrono_literals;

TEST(DatesInEnglish, AreThoseOfTheCalendarInEveryMonthAndAcrossSummerTime) {
  const Language english{"en", Files{{}}};
  for (Instant at{std::chrono::sys_days{2025y / 1 / 1} + 23h + 5min}; at < std::chrono::sys_days{2027y / 1 / 1};
       at += days{1}) {
    EXPECT_EQ(long_time(english, at), regard::long_time(at));
    EXPECT_EQ(long_date(english, london_date(at)), regard::long_date(london_date(at)));
  }
}

TEST(DatesInAnotherLanguage, AreTranslatedInEveryPart) {
  const Language pseudo{"en-XA", Files{{}}};
  EXPECT_EQ(long_date(pseudo, 2025y / 11 / 21), "⟦⟦Ƒŕïðàý⟧ ⟦21 Ñöṽéɱƀéŕ 2025⟧⟧");
}

TEST(DatesInAnotherLanguage, HaveTheOrderTheTranslatorChose) {
  const Language welsh{"cy", Files{{}, REGARD_SOURCE_DIR, TESTING_CATALOGUES}};
  EXPECT_EQ(long_date(welsh, 2025y / 11 / 21), "Dydd Gwener, 21 Tachwedd 2025");
}

}  // namespace
}  // namespace regard::i18n
