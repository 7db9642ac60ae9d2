// What a written value must look like. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace regard::config {

bool is_loopback(std::string_view address);
bool is_address(const std::string& text);          // IPv4 or IPv6
bool is_network(const std::string& text);          // an address, or "10.0.0.0/8"
bool is_mail_address(std::string_view text);
bool is_socket(std::string_view text);             // "/run/a.sock", or "host:port"
bool is_language(std::string_view text);           // "en", "cy", "en-XA"
std::optional<double> contrast_with_white(std::string_view colour);  // of "#1d4f76"; nothing: not a colour

}  // namespace regard::config
