#include "people/role.h"

#include <gmock/gmock.h>

#include "people/testing.h"

namespace regard::people {
namespace {

using testing::kRaise, testing::kReadCases;

TEST(Role, HasOneStoredWordEach) {
  for (const RoleName& name : kRoleNames) {
    EXPECT_EQ(role_from(name.stored), name.role);
    EXPECT_EQ(role_from_words(name.label.english), name.role);
  }
  EXPECT_EQ(role_from("Lead"), std::nullopt);
  EXPECT_EQ(role_from_words("SAFEGUARDING LEAD"), Role::lead);
  EXPECT_EQ(role_from_words("dean"), std::nullopt);
}

TEST(RoleSheet, SaysWhoMayDoWhatInPeople) {
  const RoleSheet sheet = testing::sheet();
  using enum Role;
  const struct { Role role; bool directory, manage, ask, grant, tokens, audit; } rows[] = {
      {reporter, false, false, false, false, false, false},   {caseworker, false, false, false, false, false, false},
      {lead, true, false, true, true, false, false},          {deputy, true, false, true, true, false, false},
      {event_decider, false, false, false, false, false, false}, {security, false, false, false, false, false, false},
      {administrator, true, true, true, false, true, false},  {auditor, false, false, false, false, false, true},
      {custodian, false, false, false, false, false, false},   {data_protection, false, false, false, false, false, false},
      {complaints, false, false, false, false, false, false}};
  for (const auto& row : rows) {
    SCOPED_TRACE(named(row.role).stored);
    Viewer viewer;
    const Held held[] = {{row.role, {}}};
    viewer.grants = grants(sheet, held, Strength::second_factor);
    EXPECT_EQ(viewer.may(kReadPeople), row.directory);
    EXPECT_EQ(viewer.may(kManagePeople), row.manage);
    EXPECT_EQ(viewer.may(kAskPosts), row.ask);
    EXPECT_EQ(viewer.may(kGrantPosts), row.grant);
    EXPECT_EQ(viewer.may(kManageTokens), row.tokens);
    EXPECT_EQ(viewer.may(kReadAudit), row.audit);
  }
}

TEST(RoleSheet, GivesWithPeoplesOwnRightsNothingOfOthersButTheTrail) {
  for (const Right& right : rights())
    EXPECT_EQ(right.content, right.permission == kReadAudit ? Content::of_others : Content::none) << right.permission.name;
}

TEST(RoleSheet, AsksASecondFactorOfEveryRoleButThoseThatOnlyRecord) {
  const RoleSheet sheet = testing::sheet();
  EXPECT_FALSE(sheet.needs_second_factor(Role::reporter));
  EXPECT_TRUE(sheet.needs_second_factor(Role::lead));
  EXPECT_TRUE(sheet.needs_second_factor(Role::administrator));
  EXPECT_TRUE(sheet.needs_second_factor(Role::auditor));
}

TEST(Grants, AreReducedToWhatTheSignInAllows) {
  const RoleSheet sheet = testing::sheet();
  const struct { Strength strength; bool raises, reads, grants; } rows[] = {
      {Strength::none, false, false, false}, {Strength::password, true, false, false}, {Strength::second_factor, true, true, true}};
  for (const auto& row : rows) {
    Viewer viewer;
    const Held held[] = {{Role::lead, {}}};
    viewer.grants = grants(sheet, held, row.strength);
    EXPECT_EQ(viewer.may(kRaise), row.raises);
    EXPECT_EQ(viewer.may(kReadCases), row.reads);
    EXPECT_EQ(viewer.may(kGrantPosts), row.grants);
  }
}

TEST(Grants, StayWhereThePostIs) {
  const RoleSheet sheet = testing::sheet();
  const CentreId north = CentreId::make(Instant{}), south = CentreId::make(Instant{});
  Viewer viewer;
  const Held held[] = {{Role::lead, north}, {Role::reporter, {}}};
  viewer.grants = grants(sheet, held, Strength::second_factor);
  EXPECT_TRUE(viewer.may_at(kReadCases, north));
  EXPECT_FALSE(viewer.may_at(kReadCases, south));
  EXPECT_FALSE(viewer.may_everywhere(kReadCases));
  EXPECT_TRUE(viewer.may_everywhere(kRaise));
}

TEST(RoleSheet, LetsApiClientsRecordAndNothingElse) {
  const auto allowed = testing::sheet().of_token();
  ASSERT_EQ(allowed.size(), 1u);
  EXPECT_EQ(allowed[0].permission, kRaise.name);
}

TEST(RoleSheet, RefusesAPermissionThatStandsTwice) {
  EXPECT_THROW(RoleSheet({{kRaise, Strength::token, Content::none, {}}, {kRaise, Strength::password, Content::none, {}}}), std::logic_error);
}

}  // namespace
}  // namespace regard::people
