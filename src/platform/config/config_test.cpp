#include "platform/config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace regard::config {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

// A folder of the test's own, gone with it.
struct Configuration : testing::Test {
  fs::path folder;
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "regard-config-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path file(const std::string& name, const std::string& text, mode_t mode = 0600) {
    std::ofstream{folder / name} << text;
    ::chmod((folder / name).c_str(), mode);
    return folder / name;
  }
  std::vector<Mistake> mistakes_of(const std::string& toml) {
    const auto config = parse(toml, {.folder = folder, .credentials = {}});
    return config ? std::vector<Mistake>{} : config.error();
  }
};

const std::string kLeast = R"(
[provider]
name = "Example"
[listen]
public_url = "https://regard.example.ac.uk"
[stores]
directory = "data"
)";

auto mistake(int line, const std::string& says) {
  return AllOf(Field("line", &Mistake::line, line), Field("what", &Mistake::what, HasSubstr(says)));
}

TEST_F(Configuration, SaysWhichLogsOfTheWebFilterAreRead) {
  const auto config = parse(kLeast + R"([web_filter]
mail_domain = "example.ac.uk"
[readers.library]
files = "/var/log/squid/access.log*"
[readers.firewall]
syslog = ["udp:0.0.0.0:514", "tcp:[::1]:1514"]
format = "fortigate"
)", {.folder = folder, .credentials = {}});
  ASSERT_TRUE(config);
  EXPECT_EQ(config->web_filter.mail_domain, "example.ac.uk");
  ASSERT_EQ(config->readers.size(), 2U);
  EXPECT_EQ(config->readers[0].name, "library");
  EXPECT_EQ(config->readers[1].syslog[1].address, "::1");
  EXPECT_EQ(config->readers[1].syslog[1].port, 1514);
}

TEST_F(Configuration, SaysWhatIsWrongWithAReader) {
  EXPECT_THAT(mistakes_of(kLeast + "[readers.library]\n"), ElementsAre(mistake(8, "readers.library.files reads files or hears syslog")));
  EXPECT_THAT(mistakes_of(kLeast + "[readers.library]\nsyslog = [\"udp:514\"]\n"), ::testing::Contains(mistake(9, "must be like")));
  EXPECT_THAT(mistakes_of(kLeast + "[readers.library]\nsyslog = [\"tls:0.0.0.0:6514\"]\n"), ElementsAre(mistake(8, "needs tls_certificate")));
  std::ofstream{folder / "ours.toml"} << "layout = \"csv\"\n";
  EXPECT_THAT(mistakes_of(kLeast + "[readers.chapel]\nfiles = \"a\"\nformat = \"squid\"\nmapping = \"ours.toml\"\n"), ElementsAre(mistake(11, "describes the format that `format` names")));
  EXPECT_THAT(mistakes_of(kLeast + "[readers]\nfiles = \"a\"\n"), ElementsAre(mistake(9, "write [readers.NAME]")));
}

TEST_F(Configuration, SaysWhoScansFilesOrThatNobodyDoes) {
  const auto scanner_of = [&](const std::string& lines) { return parse(kLeast + "[scanner]\n" + lines, {.folder = folder, .credentials = {}}); };
  EXPECT_TRUE(scanner_of("")->scanner.clamd.empty());
  EXPECT_FALSE(scanner_of("")->scanner.off);
  for (const std::string good : {"/run/clamav/clamd.ctl", "127.0.0.1:3310", "scanner.example.ac.uk:3310", "[::1]:3310"})
    EXPECT_EQ(scanner_of("clamd = \"" + good + "\"\n")->scanner.clamd, good);
  for (const std::string bad : {"clamd.ctl", "host", ":3310", "host:", "host:port", "host:123456", "a b:1"})
    EXPECT_FALSE(scanner_of("clamd = \"" + bad + "\"\n").has_value()) << bad;
  EXPECT_TRUE(scanner_of("off = true\n")->scanner.off);
  EXPECT_FALSE(scanner_of("off = true\nclamd = \"/run/clamav/clamd.ctl\"\n").has_value());
}

TEST_F(Configuration, KeepsFilesOnTheirWayBesideTheData) {
  EXPECT_EQ(parse(kLeast, {.folder = "/etc/regard", .credentials = {}})->stores.uploads, "/etc/regard/data");
}

TEST_F(Configuration, ThreeLinesAreEnough) {
  const auto config = parse(kLeast, {.folder = "/etc/regard", .credentials = {}});
  ASSERT_TRUE(config.has_value()) << told("regard.toml", config.error());
  EXPECT_EQ(config->provider.name, "Example");
  EXPECT_EQ(config->stores.database, "sqlite:/etc/regard/data/data.db");
  EXPECT_EQ(config->stores.keys, "sqlite:/etc/regard/data/keys.db");
  EXPECT_EQ(config->stores.master_key, "/etc/regard/data/master.key");
  EXPECT_EQ(config->listen.address, "127.0.0.1");
  EXPECT_EQ(config->metrics.port, 0);
  EXPECT_TRUE(config->checkpoints.syslog);
}

TEST_F(Configuration, TheDocumentedExampleIsRight) {
  std::ifstream stream{fs::path{REGARD_SOURCE_DIR} / "packaging/regard.toml"};
  const std::string example{std::istreambuf_iterator<char>{stream}, {}};
  const auto config = parse(example, {.folder = "/etc/regard", .credentials = folder});
  ASSERT_TRUE(config.has_value()) << told("packaging/regard.toml", config.error());
  EXPECT_EQ(config->stores.master_key, folder / "master.key");
}

// What the example says in comments must be right as well: each such line is put in force.
TEST_F(Configuration, TheExamplesCommentedLinesAreRightToo) {
  file("smtp.password", "secret");
  std::ifstream stream{fs::path{REGARD_SOURCE_DIR} / "packaging/regard.toml"};
  std::string all;
  for (std::string line; std::getline(stream, line);) {
    const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ' && (line[1] == '[' || line.find(" = ") != std::string::npos);
    all += (setting ? line.substr(1) : line) + "\n";
  }
  for (const std::string name : {"/etc/regard/logo.svg", "/etc/regard/tls/fullchain.pem", "/etc/regard/tls/privkey.pem",
                                  "/etc/regard/mail-ca.pem", "/etc/regard/centres.txt", "/etc/regard/our_filter.toml"}) {
    const fs::path here = file(fs::path{name}.filename().string(), "there");
    for (auto at = all.find(name); at != std::string::npos; at = all.find(name)) all.replace(at, name.size(), here.string());
  }
  const auto config = parse(all, {.folder = "/etc/regard", .credentials = folder});
  ASSERT_TRUE(config.has_value()) << told("packaging/regard.toml", config.error());
  EXPECT_EQ(config->mail.password, "secret");
  EXPECT_EQ(config->stores.keys, "postgresql:host=/var/run/postgresql dbname=regard_keys");
  EXPECT_EQ(config->limits.workers, 16);
}

TEST_F(Configuration, EveryMistakeIsToldAtOnceWithItsLine) {
  EXPECT_THAT(mistakes_of(R"([provider]
name = "Example"
size = "huge"
[listen]
public_url = "http://regard.example.ac.uk"
port = 99999
colour = "red"
[stores]
directory = "data"
[mial]
server = "smtp://localhost"
)"),
              ElementsAre(mistake(3, "give one of \"small\", \"medium\", \"large\""), mistake(5, "use https://"),
                          mistake(6, "from 1 to 65535"), mistake(7, "listen.colour is not known"),
                          mistake(10, "[mial] is not known")));
}

TEST_F(Configuration, WhatMustBeSaidIsMissed) {
  EXPECT_THAT(mistakes_of(""), ElementsAre(mistake(0, "provider.name is missing"), mistake(0, "public_url is missing"),
                                           mistake(0, "stores.directory is missing")));
}

TEST_F(Configuration, WhatIsNotTomlIsToldWithItsLine) {
  EXPECT_THAT(mistakes_of("[provider]\nname = Example\n"), ElementsAre(mistake(2, "This is not TOML")));
}

TEST_F(Configuration, MistakesAreToldAsLinesOfTheFile) {
  EXPECT_EQ(told("regard.toml", {{0, "First."}, {4, "Second."}}), "regard.toml: First.\nregard.toml, line 4: Second.\n");
}

TEST_F(Configuration, AnAddressOpenToTheNetworkNeedsTlsOrAProxy) {
  const std::string open = R"(
[provider]
name = "Example"
[stores]
directory = "data"
[listen]
public_url = "https://regard.example.ac.uk"
address = "0.0.0.0"
)";
  EXPECT_THAT(mistakes_of(open), ElementsAre(mistake(8, "without TLS")));
  EXPECT_THAT(mistakes_of(open + "trusted_proxies = [\"10.0.0.0/8\"]\n"), IsEmpty());
  file("cert.pem", "");
  file("key.pem", "", 0640);
  EXPECT_THAT(mistakes_of(open + "tls_certificate = \"cert.pem\"\ntls_key = \"key.pem\"\n"), IsEmpty());
  file("key.pem", "", 0644);
  EXPECT_THAT(mistakes_of(open + "tls_certificate = \"cert.pem\"\ntls_key = \"key.pem\"\n"),
              ElementsAre(mistake(10, "everybody on this machine may read")));
  EXPECT_THAT(mistakes_of(open + "trusted_proxies = [\"10.0.0.0/33\", \"proxy\"]\n"),
              ElementsAre(mistake(9, "\"10.0.0.0/33\""), mistake(9, "\"proxy\"")));
}

TEST_F(Configuration, AMailPasswordComesFromAFileThatOnlyItsOwnerReads) {
  const std::string mail = kLeast + R"([mail]
server = "smtp://mail.example.ac.uk:587"
from = "safeguarding@example.ac.uk"
user = "regard"
password_file = "password"
)";
  EXPECT_THAT(mistakes_of(mail), ElementsAre(mistake(8, "belong together"), mistake(12, "not a file that this program can read")));
  file("password", "tea and biscuits\n", 0644);
  EXPECT_THAT(mistakes_of(mail), ElementsAre(mistake(12, "chmod 0600")));
  file("password", "tea and biscuits\n", 0600);
  const auto config = parse(mail, {.folder = folder, .credentials = {}});
  ASSERT_TRUE(config.has_value()) << told("regard.toml", config.error());
  EXPECT_EQ(config->mail.password, "tea and biscuits");
  EXPECT_THAT(mistakes_of(mail + "tls = \"opportunistic\"\n"), ElementsAre(mistake(8, "where there is a password")));
}

TEST_F(Configuration, ACredentialNeedsSystemd) {
  EXPECT_THAT(mistakes_of(kLeast + "master_key_file = \"credential:master.key\"\n"),
              ElementsAre(mistake(8, "LoadCredential=")));
}

TEST_F(Configuration, KeysStandApartFromTheData) {
  EXPECT_THAT(mistakes_of(kLeast + "keys = \"sqlite:data/data.db\"\n"), ElementsAre(mistake(6, "must be three")));
}

TEST_F(Configuration, ADatabasePasswordHasNoPlaceHere) {
  EXPECT_THAT(mistakes_of(kLeast + "database = \"postgresql:dbname=regard password=x\"\n"),
              ElementsAre(mistake(8, "passfile=")));
}

// A backup puts these on the command line of PostgreSQL's tools, where every user of the machine could read one.
TEST_F(Configuration, ADatabasePasswordIsFoundHoweverLibpqTakesIt) {
  for (const std::string url : {"postgresql://regard:secret@db.example/regard", "postgresql://regard:sec?ret@db.example/regard",
                                "postgresql://:secret@/regard", "postgresql://db.example/regard?user=u&password=secret",
                                "postgresql:dbname=regard password = secret", "postgresql:password\t=secret dbname=regard",
                                "postgresql:dbname=regard sslpassword = secret"})
    EXPECT_THAT(mistakes_of(kLeast + "database = \"" + url + "\"\n"), ElementsAre(mistake(8, "passfile="))) << url;
  for (const std::string url : {"postgresql://regard@db.example:5432/regard", "postgresql://db.example:5432/regard",
                                "postgresql://db.example/regard?passfile=/etc/regard/pgpass", "postgresql:dbname=regard user=password",
                                "postgresql:dbname=regard passfile=/etc/regard/pgpass"})
    EXPECT_THAT(mistakes_of(kLeast + "database = \"" + url + "\"\n"), IsEmpty()) << url;
}

TEST_F(Configuration, TheSizeSaysHowMuchIsTakenOfTheMachineUnlessLimitsDo) {
  const auto limits_of = [&](const std::string& size, const std::string& more) {
    return parse("[provider]\nname = \"Example\"\n" + size + kLeast.substr(kLeast.find("[listen]")) + more, {.folder = folder, .credentials = {}}).value().limits;
  };
  EXPECT_EQ(limits_of("size = \"small\"\n", "").workers, 8);
  EXPECT_EQ(limits_of("size = \"small\"\n", "").connections, 5000u);
  EXPECT_EQ(limits_of("", "").workers, 16);
  EXPECT_EQ(limits_of("size = \"medium\"\n", "").connections, 20000u);
  EXPECT_EQ(limits_of("size = \"large\"\n", "").workers, 32);
  EXPECT_EQ(limits_of("size = \"large\"\n", "").edge_threads, 2);
  const Limits said = limits_of("size = \"large\"\n", "[limits]\nworkers = 4\n");
  EXPECT_EQ(said.workers, 4);
  EXPECT_EQ(said.connections, 50000u);
}

TEST_F(Configuration, CheckpointsMustLeaveTheMachine) {
  EXPECT_THAT(mistakes_of(kLeast + "[checkpoints]\nsyslog = false\n"), ElementsAre(mistake(8, "no place outside")));
}

TEST_F(Configuration, ABrandColourCarriesWhiteText) {
  const std::string before = "[provider]\nname = \"Example\"\nbrand_colour = \"";
  const std::string after = "\"\n[listen]\npublic_url = \"https://example.ac.uk\"\n[stores]\ndirectory = \"data\"\n";
  EXPECT_THAT(mistakes_of(before + "#1d4f76" + after), IsEmpty());
  EXPECT_THAT(mistakes_of(before + "#767676" + after), IsEmpty());  // the lightest grey that passes
  EXPECT_THAT(mistakes_of(before + "#777777" + after), ElementsAre(mistake(3, "choose a darker one")));
  EXPECT_THAT(mistakes_of(before + "navy" + after), ElementsAre(mistake(3, "must be written like")));
}

TEST_F(Configuration, NoticesAreWholeAddressesAndTheContactIsALine) {
  const auto with = [](const std::string& line) {
    return "[provider]\nname = \"Example\"\n" + line + "\n[listen]\npublic_url = \"https://example.ac.uk\"\n[stores]\ndirectory = \"data\"\n";
  };
  EXPECT_THAT(mistakes_of(with("privacy_url = \"https://www.example.ac.uk/privacy\"\naccessibility_url = \"http://example.ac.uk\"\ncontact = \"the office, 01632 960 001\"")), IsEmpty());
  for (const std::string wrong : {"", "/privacy", "www.example.ac.uk", "https://", "https:///privacy", "javascript:alert(1)", "https://example.ac.uk/a b"}) {
    EXPECT_THAT(mistakes_of(with("privacy_url = \"" + wrong + "\"")), ElementsAre(mistake(3, "provider.privacy_url must be a whole web address"))) << wrong;
    EXPECT_THAT(mistakes_of(with("accessibility_url = \"" + wrong + "\"")), ElementsAre(mistake(3, "provider.accessibility_url must be a whole web address"))) << wrong;
  }
  for (const std::string& wrong : {std::string{}, std::string{"  "}, std::string{"two\\nlines"}, std::string(201, 'x')})
    EXPECT_THAT(mistakes_of(with("contact = \"" + wrong + "\"")), ElementsAre(mistake(3, "provider.contact must be one line"))) << wrong;
}

TEST_F(Configuration, AFileThatIsNotThereIsAMistakeOfItsOwn) {
  const auto config = load(folder / "none.toml");
  ASSERT_FALSE(config.has_value());
  EXPECT_THAT(config.error(), ElementsAre(mistake(0, "cannot be read")));
}

}  // namespace
}  // namespace regard::config
