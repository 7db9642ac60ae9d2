#include "concerns/referral/events.h"

namespace regard::concerns {
namespace {

constexpr Happening kHappenings[] = {
    {kReferralBegun, tr("Referral begun"), tr("Referral begun")},
    {kReferralSectionSaved, {}, tr("Section of a referral form saved")},
    {kReferralConsentRecorded, tr("Asked whether they agree to the referral"), tr("Consent to a referral recorded")},
    {kReferralOverrideAsked, tr("Asked to refer without consent"), tr("Referral without consent asked for")},
    {kReferralOverrideAgreed, tr("Agreed to refer without consent"), tr("Referral without consent agreed to")},
    {kReferralOverrideRefused, tr("Refused to refer without consent"), tr("Referral without consent refused")},
    {kReferralOverrideWithdrawn, tr("Request to refer without consent withdrawn"), tr("Request to refer without consent withdrawn")},
    {kReferralChecked, tr("Referral checked and ready to send"), tr("Referral checked")},
    {kReferralReworked, tr("Referral changed once more"), tr("Referral taken back to be changed")},
    {kReferralDropped, tr("Not referred after all"), tr("Referral dropped before it was sent")},
    {kReferralSent, tr("Referral sent"), tr("Referral sent")},
    {kReferralRevised, tr("New edition of the referral begun"), tr("New edition of a referral begun")},
    {kReferralClosed, tr("Referral closed"), tr("Referral closed")},
    {kReferralReopened, tr("Referral opened again"), tr("Referral opened again")},
    {kReferralDocumentTaken, tr("Referral form taken as a document"), tr("Referral form taken as a document")},
    {kCategoryChosen, tr("Category chosen"), tr("Category of a case chosen")},
};

}  // namespace

std::span<const Happening> referral_happenings() { return kHappenings; }

}  // namespace regard::concerns
