#include "webfilter/engine/follow/fingerprint.h"

#include <gmock/gmock.h>

namespace regard::webfilter {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

const Fingerprints::Key kKey{1, 2, 3};

TEST(ABeginning, IsKnownByEachOfItsLineEndsAndByItsEnd) {
  EXPECT_THAT(Fingerprints{kKey}.of_beginning("a\nbc\nd"), ElementsAre(Field(&Place::at, 2), Field(&Place::at, 5), Field(&Place::at, 6)));
  EXPECT_THAT(Fingerprints{kKey}.of_beginning(""), IsEmpty());
}

TEST(ABeginning, OfALogThatGrewIsKnownByWhatItWasBefore) {
  const Fingerprints fingerprints{kKey};
  EXPECT_EQ(fingerprints.of_beginning("a\n").back(), fingerprints.of_beginning("a\nbc\n").front());
}

TEST(ABeginning, EndsWithTheHead) {
  const Fingerprints fingerprints{kKey};
  const std::string head(kHead, 'x');
  EXPECT_EQ(fingerprints.of_beginning(head + "y"), fingerprints.of_beginning(head + "z"));
  EXPECT_NE(fingerprints.of_beginning(head), fingerprints.of_beginning(head.substr(1)));
}

TEST(AFingerprint, SaysNothingWithoutItsKey) {
  EXPECT_NE(Fingerprints{kKey}.of_beginning("a\n"), Fingerprints{Fingerprints::Key{9}}.of_beginning("a\n"));
}

TEST(AFingerprint, OfOneKindIsNoneOfAnother) {
  const Fingerprints fingerprints{kKey};
  EXPECT_NE(fingerprints.of_beginning("squid").back().fingerprint, fingerprints.of_name("squid"));
  EXPECT_NE(fingerprints.of_packed("a", 1), fingerprints.of_packed("a", 2));
}

}  // namespace
}  // namespace regard::webfilter
