#include "check.h"
#include "concerns/inbox/receipt.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto receipt = concerns::inbox::receipt_from(fuzz::text_of(data, size));
  if (!receipt) return 0;
  fuzz::check(receipt->reveal().size() == concerns::inbox::kReceiptDigits);
  for (const auto& written : {concerns::inbox::in_groups(*receipt), receipt->reveal()}) {
    const auto again = concerns::inbox::receipt_from(written);
    fuzz::check(again && again->reveal() == receipt->reveal());
  }
  return 0;
}
