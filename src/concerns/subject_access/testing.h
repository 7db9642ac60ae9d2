// For the tests of requests to see what is held: more that is written into a case.
#pragma once

#include "concerns/advice/store.h"
#include "concerns/party/actions.h"
#include "concerns/testing.h"

namespace regard::concerns::testing {

class HeldTest : public ConcernsTest {
 protected:
  using ConcernsTest::ConcernsTest;
  bool is_witness_in(const Case& record, const Viewer& by, const char* name) {
    return write([&](db::Tx& tx) {
      return add_party(tx, services(), by, record.reference, {PartyId::make(now()), {.part = Part::witness, .name = PrivateText{name}}}, now());
    }).has_value();
  }
  void extract_made_of(const Case& record, const char* text) {
    const auto key = keyring().find(record.key).value();
    const auto id = ExtractId::make(now());
    write([&](db::Tx& tx) {
      store::insert(tx, record.id, Extract{.id = id, .made_at = now(), .made_by = caseworker, .text_sealed = crypto::seal(key, {kExtractText, id.value}, PrivateText{text})});
      return true;
    });
  }
};

}  // namespace regard::concerns::testing
