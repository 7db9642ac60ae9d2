// Reads files while they are written, rotated and packed, so that each line is counted once, whatever is killed when.
//
// A log is known by how it begins, not by its name or inode, and its place is an offset in plain bytes: renaming, packing and copying
// change neither. Of the files themselves nothing is remembered that could not be forgotten: each look begins with their contents.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/base/clock.h"
#include "webfilter/engine/follow/batch.h"
#include "webfilter/engine/follow/fingerprint.h"

namespace regard::webfilter {

enum class Begin { now, all };  // at the very first start: with what is written from then on, or with all that is there

struct FollowSettings {
  std::string name;     // of the source
  std::string pattern;  // the log and what it is called after rotation, as a shell would match it: /var/log/squid/access.log*
  Fingerprints::Key key;  // stays the same as long as places are kept
  Begin begin = Begin::now;
  std::size_t batch_bytes = 4 << 20;
  // A last line without a line break is taken when nothing was written to the file for so long and there is a younger one.
  std::chrono::milliseconds tail_wait = std::chrono::seconds{60};
  // A packed file that changed more recently is still being packed.
  std::chrono::milliseconds packed_wait = std::chrono::seconds{5};
  std::chrono::milliseconds aside_for = std::chrono::seconds{60};
};

using Tell = std::function<void(const std::string& words)>;  // for the program's own log: no line of what is followed

class Opened;

class Follower {
 public:
  Follower(FollowSettings settings, PlaceOf place_of, Tell tell);
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // What is there to be counted; nothing when all was. Without committed() the same again, from the places that are kept by then.
  std::optional<Batch> next(Instant now);
  void committed();  // what next() gave
  // What next() gave is not understood: other files are read before it, and it is given again after a while. False: it is of no file.
  bool set_aside(Instant now);
  bool has_set_aside() const { return !aside_.empty(); }
  std::string fault() const { return told_.empty() ? std::string{} : told_.begin()->second; }  // of a file that is there and cannot be read

  // Of the last look that found nothing to count: what plain files have beyond their places, as unfinished lines.
  std::uint64_t bytes_waiting() const { return waiting_; }

 private:
  struct Signature {  // of a packed file: nothing is written to those in place
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modified = 0, changed = 0;  // ns
    friend bool operator==(const Signature&, const Signature&) = default;
  };
  struct Found {
    std::string path;
    Signature signature;
  };
  struct Packed {
    Signature signature;
    Instant since;
    bool is_done = false;  // or damaged; until its signature is another
  };
  class Unpacking;
  struct Tail {
    std::uint64_t size = 0;
    Instant since;
  };

  std::vector<Found> look() const;
  std::optional<Batch> begun(const std::vector<Found>& files);
  std::vector<Place> end_of(const Opened& opened) const;
  std::optional<Batch> read(const Found& file, const std::vector<Found>& all, Instant now);
  std::optional<Batch> plain(const Opened& opened, const Found& file, std::string_view head, const std::vector<Found>& all, Instant now);
  std::optional<Batch> packed(const Found& file, std::string_view packed_head, Instant now);
  bool is_final(const Found& file, std::uint64_t size, const std::vector<Found>& all, Instant now);
  Batch batch(const Found& file, std::string_view head, std::uint64_t from, std::string_view lines) const;
  std::vector<Place> places(std::string_view head, std::uint64_t from, std::uint64_t to) const;
  std::uint64_t place(std::string_view head);
  std::optional<std::uint64_t> place_of(const std::string& fingerprint);
  void tell_once(const std::string& file, const std::string& why);

  const FollowSettings settings_;
  const Fingerprints fingerprints_;
  const PlaceOf committed_place_of_;
  const Tell tell_;
  std::unordered_map<std::string, std::uint64_t> places_;  // what was committed, as far as it was asked for or is ours
  std::optional<std::vector<Place>> given_;                // of the batch that is not committed yet
  std::string given_of_;                                   // and its file
  std::map<std::string, Instant> aside_;                   // files that are given again from then on
  std::string buffer_;
  std::map<std::string, Tail> tails_;
  std::map<std::string, Packed> packed_;
  std::unique_ptr<Unpacking> unpacking_;
  std::map<std::string, std::string> told_;
  std::uint64_t waiting_ = 0;
};

}  // namespace regard::webfilter
