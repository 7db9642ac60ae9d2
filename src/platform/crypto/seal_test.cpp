#include "platform/crypto/seal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace regard::crypto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Instant kNow{std::chrono::milliseconds{1'763'730'000'000}};

struct Sealing : ::testing::Test {
  RecordKey key{KeyId::make(kNow), Secret::random()};
  Uuid record = uuid7(kNow);
  Place narrative{"concern.narrative", record};
  PrivateText text{"Amina has not been to class since Tuesday"};
};

TEST_F(Sealing, OpensWhatWasSealedAtThatPlace) {
  const std::string texts[] = {text.reveal(), "", std::string(31, 'x'), std::string(32, 'x'), std::string(33, 'x'),
                               std::string(100'000, 'n') + "ü\n\"'"};
  for (const auto& each : texts) {
    const PrivateText opened = open(key, narrative, seal(key, narrative, PrivateText{each}));
    EXPECT_EQ(opened.reveal(), each);
  }
}

TEST_F(Sealing, ShowsNothingOfTheText) {
  const std::string sealed = seal(key, narrative, text);
  EXPECT_THAT(sealed, Not(HasSubstr("Amina")));
  EXPECT_EQ(sealed.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
}

TEST_F(Sealing, TheSameTextTwiceDiffers) { EXPECT_NE(seal(key, narrative, text), seal(key, narrative, text)); }

TEST_F(Sealing, ShortValuesAllLookEquallyLong) {
  EXPECT_EQ(seal(key, narrative, PrivateText{"Yes"}).size(), seal(key, narrative, PrivateText{"Bartholomew Featherstone"}).size());
}

TEST_F(Sealing, AValueMovedToAnotherRecordDoesNotOpen) {
  const std::string sealed = seal(key, narrative, text);
  EXPECT_THROW(open(key, {"concern.narrative", uuid7(kNow)}, sealed), Damage);
}

TEST_F(Sealing, AValueMovedToAnotherColumnDoesNotOpen) {
  const std::string sealed = seal(key, narrative, text);
  EXPECT_THROW(open(key, {"concern.name", record}, sealed), Damage);
  EXPECT_THROW(open(key, {"concern.telephone", record}, sealed), Damage) << "as long as its own";
}

TEST_F(Sealing, AValueDoesNotOpenWithAnotherRecordsKey) {
  EXPECT_THROW(open({key.id, Secret::random()}, narrative, seal(key, narrative, text)), Damage);
}

TEST_F(Sealing, NoChangedCharacterGoesUnnoticed) {
  const std::string sealed = seal(key, narrative, text);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THROW(open(key, narrative, changed), Damage) << i;
  }
}

TEST_F(Sealing, AValueCutShortOrEmptyDoesNotOpen) {
  const std::string sealed = seal(key, narrative, text);
  for (std::size_t length = 0; length < sealed.size(); ++length)
    EXPECT_THROW(open(key, narrative, sealed.substr(0, length)), Damage) << length;
}

TEST_F(Sealing, DamageNamesTheColumnAndNothingElse) {
  try {
    open(key, narrative, "not sealed");
    FAIL();
  } catch (const Damage& damage) {
    EXPECT_THAT(damage.what(), HasSubstr("concern.narrative"));
    EXPECT_THAT(damage.what(), Not(HasSubstr(to_text(record))));
  }
}

TEST_F(Sealing, ADraftOpensOnlyWithItsOwnSecretAndContext) {
  const Secret cookie = derive_from_token("a token from a cookie", "draft");
  const std::string sealed = seal_with(cookie, "draft 1", text);
  const auto opened = open_with(cookie, "draft 1", sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->reveal(), text.reveal());
  EXPECT_FALSE(open_with(cookie, "draft 2", sealed));
  EXPECT_FALSE(open_with(derive_from_token("another token", "draft"), "draft 1", sealed));
}

}  // namespace
}  // namespace regard::crypto
