// What is asked of somebody who signs in.
#pragma once

#include "platform/forms/forms.h"

namespace regard::people::signin {

inline constexpr std::string_view kEmail = "email", kPassword = "password", kCurrent = "current", kCode = "code";

inline constexpr forms::Field kSignInFields[] = {
    {.name = kEmail, .kind = forms::Kind::email, .label = tr("Email address"), .missing = tr("Enter your email address"),
     .autocomplete = "username"},
    {.name = kPassword, .kind = forms::Kind::password, .label = tr("Password"), .missing = tr("Enter your password"),
     .autocomplete = "current-password"}};
inline constexpr forms::Question kSignIn{"sign-in", tr("Sign in"), kSignInFields};

inline constexpr forms::Field kCodeFields[] = {
    {.name = kCode, .kind = forms::Kind::code, .label = tr("Code"), .missing = tr("Enter the six digits that your app shows"),
     .hint = tr("Six digits. It changes every 30 seconds."), .at_most = 20, .autocomplete = "one-time-code"}};
inline constexpr forms::Question kAppCode{"code", tr("Enter the code from your app"), kCodeFields};

inline constexpr forms::Question kSetUpCode{"set-up", tr("Set up your second factor"), kCodeFields};

inline constexpr forms::Field kRecoveryFields[] = {
    {.name = kCode, .kind = forms::Kind::line, .label = tr("Recovery code"), .missing = tr("Enter one of your recovery codes"),
     .hint = tr("Like 7K2Q9-XWD4H. Capitals and hyphens do not matter."), .at_most = 40, .autocomplete = "off"}};
inline constexpr forms::Question kRecoveryCode{"recovery", tr("Sign in with a recovery code"), kRecoveryFields};

inline constexpr forms::Field kForgottenFields[] = {
    {.name = kEmail, .kind = forms::Kind::email, .label = tr("Email address"), .missing = tr("Enter your email address"),
     .hint = tr("The one that the administrators of Regard have on record."), .autocomplete = "email"}};
inline constexpr forms::Question kForgotten{"forgotten", tr("Have a link mailed to you"), kForgottenFields};

inline constexpr forms::Field kNewPasswordFields[] = {
    {.name = kPassword, .kind = forms::Kind::password, .label = tr("New password"), .missing = tr("Enter a new password"),
     .hint = tr("At least 12 characters. Four words that do not belong together are easy to remember and hard to guess."),
     .autocomplete = "new-password"}};
inline constexpr forms::Question kNewPassword{"welcome", tr("Choose your password"), kNewPasswordFields};

inline constexpr forms::Field kChangeFields[] = {
    {.name = kCurrent, .kind = forms::Kind::password, .label = tr("Password that you use now"),
     .missing = tr("Enter the password that you use now"), .autocomplete = "current-password"},
    {.name = kPassword, .kind = forms::Kind::password, .label = tr("New password"), .missing = tr("Enter a new password"),
     .hint = tr("At least 12 characters. Four words that do not belong together are easy to remember and hard to guess."),
     .autocomplete = "new-password"}};
inline constexpr forms::Question kChangePassword{"password", tr("Change your password"), kChangeFields};

}  // namespace regard::people::signin
