#include "webfilter/engine/formats.h"

#include <gmock/gmock.h>

#include "webfilter/engine/testing.h"

namespace regard::webfilter {
namespace {

using testing::Said;
using testing::understood;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Squid, SaysWhatItsOwnFormatSays) {
  EXPECT_THAT(understood("1790770506.250    104 192.0.2.7 TCP_DENIED/403 3904 GET http://WWW.Example.net./a?b jdoe HIER_NONE/- text/html\n"),
              ElementsAre(Said{"squid", "2026-09-30T12:15:06.250Z", "192.0.2.7", "jdoe", "authenticated", "GET", "http://WWW.Example.net./a?b",
                               "www.example.net", "blocked", ""}));
}

TEST(Squid, AskingWhoSomebodyIsIsNoBlock) {
  EXPECT_EQ(understood("1790770506.250 1 2001:db8::7 TCP_DENIED/407 1661 CONNECT example.net:443 - HIER_NONE/- text/html\n").front().action, "other");
}

TEST(Squid, TheSitesOwnRefusalIsNoBlock) {
  EXPECT_EQ(understood("1790770506.250 90 192.0.2.7 TCP_MISS/403 1661 GET http://example.net/ - HIER_DIRECT/192.0.2.1 text/html\n").front().action, "allowed");
}

TEST(Squid, ARefusalWithAPageElsewhereIsABlock) {
  EXPECT_EQ(understood("1790770506.250 0 192.0.2.7 TCP_DENIED/302 390 GET http://example.net/ jdoe HIER_NONE/- text/html\n").front().action, "blocked");
}

TEST(Squid, APageOfAnotherStatusIsABlockAndAskingWhoSomebodyIsNone) {
  for (const auto& [status, action] : {std::pair{"404", "blocked"}, {"410", "blocked"}, {"511", "other"}, {"407", "other"}})
    EXPECT_EQ(understood(std::string{"1790770506.250 0 192.0.2.7 TCP_DENIED/"} + status + " 390 GET http://example.net/ jdoe HIER_NONE/- text/html\n").front().action, action) << status;
}

TEST(Squid, ARequestThatNeverCameSaysNothing) {
  EXPECT_THAT(understood("1790770506.250 0 192.0.2.7 NONE_NONE/000 0 - error:transaction-end-before-headers - HIER_NONE/- -\n"), IsEmpty());
}

// Of an intercepted connection Squid may know no more than a path; that is no line of another format.
TEST(Squid, ARequestThatDoesNotSayWhereToSaysNothing) {
  const Format& squid = *testing::formats().named("squid");
  Scratch scratch;
  Event event;
  EXPECT_EQ(squid.read("1790770506.250 0 192.0.2.7 NONE/400 3904 GET / - HIER_NONE/- text/html", event, scratch), Reading::passed_over);
  EXPECT_EQ(squid.read("1790770506.250 0 192.0.2.7 TCP_DENIED/400 3904 GET /robots.txt - HIER_NONE/- text/html", event, scratch), Reading::passed_over);
}

TEST(Squid, AFormatOfOnesOwnWithTheClientsPortHasItsAddress) {
  EXPECT_EQ(understood("1790770506.250 1 192.0.2.7:50123 TCP_DENIED/403 39 GET http://example.net/ jdoe HIER_NONE/- text/html\n").front().client, "192.0.2.7");
  EXPECT_EQ(understood("1790770506.250 1 2001:db8::7 TCP_DENIED/403 39 GET http://example.net/ jdoe HIER_NONE/- text/html\n").front().client, "2001:db8::7");
}

// Without a client, its words stand in places of others: a browser's name would be a person.
TEST(Squid, AFormatOfOnesOwnIsNotTakenForAnother) {
  EXPECT_THAT(understood("[30/Sep/2026:13:15:06 +0100] \"CONNECT example.net:443 HTTP/1.1\" 200 3652 \"-\" \"curl/8.1\" TCP_TUNNEL:HIER_DIRECT\n"), IsEmpty());
}

TEST(Squid, AMachineOfADomainIsNobody) {
  for (const std::string machine : {"PC1$", "PC1$@UNI.EXAMPLE", "UNI%5cPC1$"})
    EXPECT_EQ(understood("1790770506.250 1 192.0.2.7 TCP_DENIED/403 39 GET http://example.net/ " + machine + " HIER_NONE/- text/html\n").front().user, "") << machine;
}

TEST(Squid, IsReadInItsOtherFormatsToo) {
  const std::string combined =
      R"(192.0.2.7 - jdoe [30/Sep/2026:13:15:06 +0100] "GET http://example.net/ HTTP/1.1" 403 3904 "http://example.org/" "A \"B\" C" TCP_DENIED:HIER_NONE)";
  EXPECT_THAT(understood(combined), ElementsAre(Said{"squid", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe", "authenticated", "GET",
                                                      "http://example.net/", "example.net", "blocked", ""}));
  const std::string with_ident = R"(192.0.2.7 jdoe - [30/Sep/2026:13:15:06 +0100] "GET http://example.net/ HTTP/1.1" 200 3904 TCP_MISS:HIER_DIRECT)";
  EXPECT_EQ(understood(with_ident).front().identity, "spoofable");
}

TEST(Squid, IsReadWithATimeOfTwoWordsAndWhatTheBrowserSaid) {
  const std::string rest = R"(      3 192.0.2.7 TCP_DENIED/403 333 GET http://example.net/a jdoe HIER_NONE/- text/html "-" "curl")";
  for (const std::string time : {"30/Sep/2026:12:15:06 +0000", "[30/Sep/2026:12:15:06 +0000]", "2026-09-30 13:15:06"})
    EXPECT_THAT(understood(time + rest), ElementsAre(Said{"squid", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe", "authenticated", "GET", "http://example.net/a",
                                                          "example.net", "blocked", ""})) << time;
}

TEST(Squid, BetweenTabsIsNoE2guardian) {
  EXPECT_THAT(understood("1790770506.250\t104\t192.0.2.7\tTCP_DENIED/403\t3904\tGET\thttp://example.net/\tjdoe\tHIER_NONE/-\ttext/html\n"), IsEmpty());
}

TEST(SquidGuard, WritesDownWhatItLetPass) {
  EXPECT_EQ(understood("2026-09-30 13:15:06 [4711] Request(default/none/-) http://example.net/ 192.0.2.7/- jdoe GET PASS\n").front().action, "allowed");
}

TEST(CiscoSecureWebAppliance, SaysTheCategoryAndThePolicysDecision) {
  const auto said = understood(
      "Info: 1790770506.250 97 192.0.2.7 TCP_DENIED/403 0 GET http://example.net/ \"UNI\\jdoe@Uni\" NONE/- - BLOCK_WEBCAT_12-Students-Id-NONE-NONE-NONE-NONE <\"IW_hate\",-,-> -\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said.front().format, "cisco_wsa");
  EXPECT_EQ(said.front().categories, "IW_hate");
  EXPECT_EQ(said.front().action, "blocked");
}

// Of one line: how the appliance names who asked, and what it decided.
Said appliance(const std::string& user, const std::string& decided, const std::string& result = "TCP_MISS/200") {
  return understood("1790770506.250 97 192.0.2.7 " + result + " 0 GET http://example.net/ " + user + " DIRECT/example.net text/html " + decided + " <IW_hate,-,-> -\n").front();
}

TEST(CiscoSecureWebAppliance, KnowsWhoWasWarnedAndWhoWentOn) {
  EXPECT_EQ(appliance("\"jdoe@AD\"", "BLOCK_CONTINUE_WEBCAT_12-Students-Id-NONE-NONE-NONE-NONE", "TCP_DENIED/403").action, "warned");
  EXPECT_EQ(appliance("\"jdoe@AD\"", "MONITOR_CONTINUE_WEBCAT_12-Students-Id-NONE-NONE-NONE-DefaultGroup").action, "overridden");
}

TEST(CiscoSecureWebAppliance, ThePolicysNameDecidesNothing) {
  EXPECT_EQ(appliance("\"jdoe@AD\"", "DEFAULT_CASE_12-BLOCK_Social-WARN_Id-NONE-NONE-NONE-DefaultGroup").action, "allowed");
  EXPECT_EQ(appliance("\"jdoe@AD\"", "BLOCK_AMW_RESP_12-Students-Id-NONE-NONE-NONE-DefaultGroup").action, "blocked");
  EXPECT_EQ(appliance("\"jdoe@AD\"", "DROP_WEBCAT_7-Students-Id-NONE-NONE-NONE-NONE", "TCP_DENIED/403").action, "blocked");
}

TEST(CiscoSecureWebAppliance, WhatAGuestTypedIsNoName) {
  EXPECT_EQ(appliance("\"(unauthenticated)jdoe\"", "DEFAULT_CASE_12-Guests-Id-NONE-NONE-NONE-DefaultGroup").identity, "spoofable");
  EXPECT_EQ(understood("#Fields: timestamp c-ip sc-result-code sc-http-status cs-method cs-url cs-username x-acltag\n"
                       "1790770506.250 192.0.2.7 TCP_MISS 200 GET http://example.net/ (unauthenticated)jdoe DEFAULT_CASE_12-Guests\n").front().identity, "spoofable");
}

TEST(CiscoSecureWebAppliance, NamesMayHaveBlanksAndMachinesAreNobody) {
  EXPECT_EQ(appliance("\"UNI\\jo doe@AD\"", "DEFAULT_CASE_12-Students-Id-NONE-NONE-NONE-DefaultGroup").user, "UNI\\jo doe@AD");
  EXPECT_EQ(appliance("\"UNI\\PC1$@AD\"", "DEFAULT_CASE_12-Students-Id-NONE-NONE-NONE-DefaultGroup").user, "");
}

TEST(CiscoSecureWebAppliance, WhatFailedIsNoVisit) {
  EXPECT_EQ(appliance("\"jdoe@AD\"", "OTHER-NONE-Id-NONE-NONE-NONE-NONE", "NONE/504").action, "other");
}

TEST(E2guardian, IsReadByItsNumbersAndNotByTheWordsOfALanguage) {
  const std::string begins = "1790770506.250\tfilter\tjdoe\t192.0.2.7\thttp://example.net/\tGET\t403\t0\t\tagent\t\t3\t\t";
  EXPECT_THAT(understood(begins + "500\tZugriff verweigert\t0\textremism\tstudents\t2\t\t"),
              ElementsAre(Said{"e2guardian", "2026-09-30T12:15:06.250Z", "192.0.2.7", "jdoe", "authenticated", "GET", "http://example.net/", "example.net",
                               "blocked", "extremism"}));
  EXPECT_EQ(understood(begins + "\t\t0\t\tstudents\t2\t\t").front().action, "allowed") << "the site's own 403";
}

TEST(E2guardian, KnowsWhoWentOn) {
  EXPECT_EQ(understood("2026.9.30 13:15:06\tjdoe\t192.0.2.7\thttp://example.net/\t*OVERRIDE* Bypass cookie\tGET\t0\t0\t\t1\t200\t-\t\t\t-\n").front().action, "overridden");
  EXPECT_EQ(understood("2026.9.30 13:15:06 jdoe 192.0.2.7 http://example.net/ *OVERRIDE* Bypass cookie GET 0 0  1 200 -   -\n").front().action, "overridden");
}

TEST(DansGuardian, HasBlanksInItsReasonsAndCategories) {
  EXPECT_THAT(understood("2026.9.30 13:15:06 jdoe 192.0.2.7 http://example.net/ *DENIED* Banned site: example.net GET 0 0 Hate and extremism 1 403 -   -\n"),
              ElementsAre(Said{"dansguardian", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe", "authenticated", "GET", "http://example.net/", "example.net",
                               "blocked", "Hate and extremism"}));
}

TEST(FortiGate, JoinsHostAndPathAndTrustsAServerThatWasAsked) {
  const std::string line =
      R"(<188>date=2026-09-30 time=07:15:06 logid="0316013056" type="utm" subtype="webfilter" eventtype="ftgd_blk" tz="-0500" user="jdoe" authserver="radius" srcip=192.0.2.7 hostname="example.net" action="blocked" url="/a \"b\"" catdesc="Extremist Groups")";
  EXPECT_THAT(understood(line), ElementsAre(Said{"fortigate", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe", "authenticated", "", "example.net/a \"b\"",
                                                  "example.net", "blocked", "Extremist Groups"}));
}

TEST(FortiGate, PassesOverWhatIsNoVisit) {
  EXPECT_THAT(understood(R"(date=2026-09-30 time=07:15:06 logid="0001000014" type="traffic" subtype="local" srcip=192.0.2.7 action="deny")"), IsEmpty());
}

TEST(FortiGate, KnowsWhoWentOnWhateverItCallsTheAction) {
  for (const std::string action : {"blocked", "passthrough"})
    EXPECT_EQ(understood(R"(date=2026-09-30 time=13:15:06 logid="0316013057" type="utm" subtype="webfilter" eventtype="ftgd_warning_continue" srcip=192.0.2.7 hostname="example.net" url="/" msg="URL belongs to a category with warnings enabled" action=)" + action)
                  .front().action, "overridden") << action;
}

TEST(FortiGate, AlsoWritesCef) {
  const auto said = understood(
      "CEF:0|Fortinet|Fortigate|v7.2|13056|utm:webfilter ftgd_blk blocked|4|FTNTFGTeventtime=1790770506 FTNTFGTsubtype=webfilter duser=uni\\\\jdoe src=192.0.2.7 "
      "dhost=example.net act=blocked request=/a?b\\=c msg=URL belongs to a denied category FTNTFGTcat=83 requestContext=Extremist Groups\n");
  EXPECT_THAT(said, ElementsAre(Said{"fortigate_cef", "2026-09-30T12:15:06.000Z", "192.0.2.7", "uni\\jdoe", "inferred", "", "example.net/a?b=c", "example.net",
                                      "blocked", "Extremist Groups"}));
}

TEST(Anonymous, IsNobodyWhereAFilterSaysSo) {
  EXPECT_EQ(understood(R"(date=2026-09-30 time=13:15:06 logid="0315012547" type="utm" subtype="webfilter" eventtype="urlfilter" user="anonymous" group="Tablets" srcip=192.0.2.7 hostname="example.net" action="blocked")").front().identity, "spoofable");
  EXPECT_EQ(understood(R"x("30/09/2026","13:15:06","anonymous","Not available","Intolerance","Blocked","Business Usage,None","Students","example.net:443/","192.0.2.7","198.51.100.1","Not available","None","None","agent","200","Connect")x").front().identity, "spoofable");
}

// The firewalls escape what their administrator lists, which may not be the backslash before the name.
TEST(Cef, HasABackslashThatEscapesNothing) {
  const std::string begins = "CEF:0|Palo Alto Networks|PAN-OS|10.1.0|url|THREAT|1|rt=Sep 30 2026 12:15:06 GMT src=192.0.2.7 act=block-url request=\"example.net/a?b\\=c\" cs2=extremism suser=";
  for (const std::string name : {"jdoe", "nroe", "rpoe"})
    for (const std::string between : {"\\", "\\\\"}) EXPECT_EQ(understood(begins + "uni" + between + name + "\n").front().user, "uni\\" + name);
  EXPECT_EQ(understood(begins + "jdoe\n").front().url, "example.net/a?b=c");
}

std::string pan_os(const std::string& user, const std::string& action, const std::string& url) {
  return "1,2026/09/30 13:15:07,0123,THREAT,url,2561,2026/09/30 13:15:06,192.0.2.7,198.51.100.1,,,rule," + user +
         ",,ssl,vsys1,in,out,e1,e2,fwd,2026/09/30 13:15:06,1,3,50000,443,0,0,0x0,tcp," + action + ",\"" + url + "\",(9999),extremism,informational,client-to-server\n";
}

TEST(PaloAlto, HasQuotedUrlsAndCountsRepeats) {
  const auto line = pan_os("uni\\jdoe", "block-url", "example.net/x,\"\"y\"\"");
  EXPECT_THAT(understood(line), ElementsAre(Said{"paloalto", "2026-09-30T12:15:06.000Z", "192.0.2.7", "uni\\jdoe", "inferred", "", "example.net/x,\"y\"", "example.net",
                                                 "blocked", "extremism"}));
  Scratch scratch;
  Event event;
  ASSERT_EQ(testing::formats().named("paloalto")->read(line, event, scratch), Reading::event);
  EXPECT_EQ(event.requests, 3);
}

TEST(PaloAlto, KnowsWhoWasWarnedAndWhoWentOn) {
  EXPECT_EQ(understood(pan_os("", "block-continue", "example.net/")).front().action, "warned");
  EXPECT_EQ(understood(pan_os("", "continue", "example.net/")).front().action, "overridden");
  EXPECT_EQ(understood(pan_os("", "reset-both", "example.net/")).front().action, "blocked");
  EXPECT_EQ(understood(pan_os("", "alert", "example.net/")).front().action, "allowed");
}

TEST(PaloAlto, AHeaderOfTheClientsOwnIsNoUser) {
  EXPECT_EQ(understood(pan_os("x-fwd-for: 198.51.100.9", "alert", "example.net/")).front().identity, "spoofable");
}

TEST(PaloAlto, PassesOverTunnels) {
  Scratch scratch;
  Event event;
  EXPECT_EQ(testing::formats().named("paloalto")->read("1,2026/09/30 13:15:07,0123,START,start,2561,2026/09/30 13:15:06,192.0.2.7,198.51.100.1,,,rule,uni\\jdoe,,ssl", event, scratch), Reading::passed_over);
}

TEST(Zscaler, HasTwoGenerationsOfNames) {
  EXPECT_THAT(understood(R"({ "sourcetype" : "zscalernss-web", "event" :{"time":"Wed Sep 30 13:15:06 2026","login":"jdoe@uni.example","eurl":"example.net/a","action":"Blocked","urlcat":"Militancy/Hate and Extremism","cip":"192.0.2.7","reqmethod":"GET","respcode":"403","contenttype":"None"}})"),
              ElementsAre(Said{"zscaler", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe@uni.example", "authenticated", "GET", "example.net/a", "example.net",
                               "blocked", "Militancy/Hate and Extremism"}));
  EXPECT_THAT(understood(R"({"sourcetype":"zscalernss-web","event":{"datetime":"2026-09-30 13:15:06","user":"jdoe@uni.example","url":"example.net/a","hostname":"example.net","action":"Allowed","urlcategory":"News","ClientIP":"192.0.2.7","requestmethod":"GET"}})"),
              ElementsAre(Said{"zscaler", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe@uni.example", "authenticated", "GET", "example.net/a", "example.net",
                               "allowed", "News"}));
}

std::string zscaler(const std::string& members) { return R"({"version":"v9","sourcetype":"zscalernss-web","event":{)" + members + "}}\n"; }

TEST(Zscaler, HasAThirdGenerationThatPacksTheUrl) {
  EXPECT_THAT(understood(zscaler(R"("time":"Wed Sep 30 12:15:06 2026","tz":"GMT","host":"www.example.net","action":"Blocked","reason":"Not allowed to browse this category","reqmethod":"GET","respcode":"403","cltip":"192.0.2.7","cltintip":"192.0.2.8","b64url":"d3d3LmV4YW1wbGUubmV0L2E=","login":"jdoe@uni.example","contenttype":"text/html","location":"Main campus","urlsubcat":"Militancy/Hate and Extremism","urlsupercat":"Militancy")")),
              ElementsAre(Said{"zscaler", "2026-09-30T12:15:06.000Z", "192.0.2.8", "jdoe@uni.example", "authenticated", "GET", "www.example.net", "www.example.net",
                               "blocked", "Militancy/Hate and Extremism"}));
}

TEST(Zscaler, SaysOfWhichZoneItsTimesAre) {
  const std::string rest = R"("login":"jdoe@uni.example","eurl":"example.net/a","action":"Blocked","urlcat":"News","cip":"192.0.2.7")";
  EXPECT_EQ(understood(zscaler(R"("time":"Wed Sep 30 12:15:06 2026","tz":"GMT",)" + rest)).front().time, "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(understood(zscaler(R"("datetime":"2026-09-30 12:15:06","tz":"GMT",)" + rest)).front().time, "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(understood(zscaler(R"("time":"Wed Sep 30 13:15:06 2026",)" + rest)).front().time, "2026-09-30T12:15:06.000Z") << "the feed's zone, when it says none";
  EXPECT_EQ(understood(zscaler(R"("time":"Wed Sep 30 13:15:06 2026","tz":"Europe/London",)" + rest)).front().time, "2026-09-30T12:15:06.000Z") << "a zone that is not known by its letters";
}

TEST(Zscaler, WhoWasCautionedWasWarnedAndALocationIsNobodyWhoSignedIn) {
  EXPECT_EQ(understood(zscaler(R"("time":"Wed Sep 30 13:15:06 2026","login":"jdoe@uni.example","eurl":"example.net/a","action":"Cautioned","cip":"192.0.2.7")")).front().action, "warned");
  EXPECT_EQ(understood(zscaler(R"("time":"Wed Sep 30 13:15:06 2026","login":"North hall","eurl":"example.net/a","action":"Blocked","location":"Main campus","cip":"192.0.2.7")")).front().identity, "inferred");
  EXPECT_EQ(understood("time,login,cip,eurl,urlcat,action\nWed Sep 30 13:15:06 2026,North hall,192.0.2.7,example.net/a,News,Allowed").front().identity, "inferred");
}

TEST(Zscaler, ItsOtherLogsInCefArePassedOver) {
  Scratch scratch;
  Event event;
  EXPECT_EQ(testing::formats().named("zscaler_cef")->read("CEF:0|Zscaler|NSSFWlog|5.7|Allow|Default|3|act=Allow suser=jdoe@uni.example src=192.0.2.7 rt=Sep 30 2026 13:15:06", event, scratch), Reading::passed_over);
}

TEST(Umbrella, SaysFirstWhatWasBlockedFor) {
  EXPECT_THAT(understood(R"x("2026-09-30 12:15:06","Doe, Jo (jdoe@uni.example)","Doe, Jo (jdoe@uni.example),PC1","192.0.2.7","198.51.100.1","Blocked","1 (A)","NOERROR","example.net.","News,Terrorism","AD Users","AD Users,Roaming","Terrorism")x"),
              ElementsAre(Said{"umbrella_dns", "2026-09-30T12:15:06.000Z", "192.0.2.7", "Doe, Jo (jdoe@uni.example)", "inferred", "", "example.net", "example.net",
                               "blocked", "Terrorism,News"}));
  EXPECT_EQ(understood(R"x("2026-09-30 12:15:06","PC1","PC1","192.0.2.7","198.51.100.1","Allowed","1 (A)","NOERROR","example.net.","News","Roaming Computers","Roaming Computers","")x").front().identity, "spoofable");
}

// Cisco's documents write the types in both numbers.
TEST(Umbrella, KnowsAPlaceOrAMachineFromAPerson) {
  for (const std::string type : {"Networks", "Network", "Network Devices", "Sites", "Site", "Internal Networks", "Anyconnect Roaming Client", "Roaming Computers", "Roaming Computer"})
    EXPECT_EQ(understood(R"x("2026-09-30 12:15:06","Main Campus","jdoe,Main Campus","192.0.2.7","198.51.100.1","Allowed","1 (A)","NOERROR","example.net.","News",")x" + type + R"x(","AD Users,Networks","")x").front().identity, "spoofable")
        << type;
}

TEST(Umbrella, HasBlanksAfterCommasAndInFront) {
  EXPECT_THAT(understood(R"( "2026-09-30 12:15:06","PC1","192.0.2.7","198.51.100.1", "203.0.113.1","text/html","BLOCKED","http://example.net/?q={""a"":1}","","agent","403","1","2","3","","Terrorism","","","","","","Networks","Terrorism","PC1","Networks","GET")"),
              ElementsAre(Said{"umbrella_proxy", "2026-09-30T12:15:06.000Z", "192.0.2.7", "PC1", "spoofable", "GET", "http://example.net/?q={\"a\":1}", "example.net",
                               "blocked", "Terrorism"}));
}

TEST(Umbrella, MayBeginWithTheNamesOfItsColumns) {
  const std::string line = R"("2026-09-30 12:15:06","jdoe","192.0.2.7","203.0.113.1","198.51.100.1","","BLOCKED","http://example.net/","","agent","403","1","2","3","","Terrorism")";
  Scratch scratch;
  Event event;
  const Format& proxy = *testing::formats().named("umbrella_proxy");
  EXPECT_EQ(proxy.read(R"("Timestamp","Policy Identity Label","Internal Client IP","Content Type","Action","URL","SHA-SHA256","Categories")", event, scratch), Reading::passed_over);
  EXPECT_EQ(proxy.read(line, event, scratch), Reading::event);
}

TEST(Sophos, IsReadFromTheFirewallAndTheUtm) {
  EXPECT_EQ(understood(R"(timestamp="2026-09-30T13:15:06+0100" log_type="Content Filtering" log_component="HTTP" log_subtype="Denied" user_name="jdoe" src_ip="192.0.2.7" url="http://example.net/" category="Extreme")").front(),
            (Said{"sophos", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe", "inferred", "", "http://example.net/", "example.net", "blocked", "Extreme"}));
  EXPECT_EQ(understood(R"(2026:09:30-13:15:06 utm httpproxy[1]: id="0060" sys="SecureWeb" sub="http" action="block" method="GET" srcip="192.0.2.7" user="jdoe" statuscode="403" url="http://example.net/" categoryname="Extreme")").front(),
            (Said{"sophos_utm", "2026-09-30T12:15:06.000Z", "192.0.2.7", "jdoe", "authenticated", "GET", "http://example.net/", "example.net", "blocked", "Extreme"}));
}

// A policy of words writes a line of its own beside the visit's, with no address.
TEST(Sophos, PassesOverWhatIsNoVisit) {
  const Format& sophos = *testing::formats().named("sophos");
  Scratch scratch;
  Event event;
  const std::string begins = R"(<30>device="SFW" date=2026-09-30 time=13:15:06 timezone="BST" device_name="XG" log_id=058420116010 )";
  EXPECT_EQ(sophos.read(begins + R"(log_type="Content Filtering" log_component="Web Content Policy" log_subtype="Alert" user="jdoe" src_ip=192.0.2.7 dictionary_name="words" site_category="News" website="example.net" action="Deny")", event, scratch), Reading::passed_over);
  EXPECT_EQ(sophos.read(begins + R"(log_type="Content Filtering" log_component="Application" log_subtype="Denied" app_name="P2P" src_ip=192.0.2.7)", event, scratch), Reading::passed_over);
  EXPECT_EQ(sophos.read(begins + R"(log_type="Event" log_component="Firewall Authentication" log_subtype="Authentication" user_name="jdoe" src_ip=192.0.2.7)", event, scratch), Reading::passed_over);
}

// What a relay may put in front.
class Heading : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Syslog, Heading,
                         ::testing::Values("", "<190>", "<190>Sep 30 13:15:07 fw ", "Sep 30 13:15:07 fw squid[12]: ", "Sep  3 13:15:07 fw (squid-1): ",
                                           "<14>1 2026-09-30T12:15:07.1Z fw squid 12 - - ", "<14>1 2026-09-30T12:15:07Z fw squid 12 ID1 [a@1 b=\"c\\]\"] ",
                                           "2026-09-30T13:15:07+01:00 fw squid: ", "\xEF\xBB\xBF", "Wed Sep 30 13:15:07 BST 2026 fw squid: ",
                                           "Sep 30 13:15:08 relay Sep 30 13:15:07 fw squid: ", "<190>Sep 30 13:15:08 relay <190>Sep 30 13:15:07 fw ",
                                           "2026-09-30T13:15:08+01:00 192.0.2.1 234 <14>1 2026-09-30T12:15:07.1Z fw squid 12 - - "));
TEST_P(Heading, IsPassedOver) {
  const std::string line = "1790770506.250 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/ jdoe HIER_NONE/- text/html";
  const auto said = understood(std::string{GetParam()} + line + "\r\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said.front().time, "2026-09-30T12:15:06.250Z");
  EXPECT_EQ(said.front().host, "example.net");
}

// A relay's time is later; the line's own counts.
TEST(AHeading, OfAnotherTimeIsNotTheLines) {
  const std::string utm = R"(2026:09:30-13:15:06 utm httpproxy[1]: id="0060" sys="SecureWeb" sub="http" action="block" srcip="192.0.2.7" url="http://example.net/")";
  const std::string splunk = "2026-09-30 13:15:06\treason=Blocked\taction=Blocked\tClientIP=192.0.2.7\turl=example.net/\tvendor=Zscaler\thostname=example.net";
  for (const std::string heading : {"2026-09-30T15:15:07+01:00 ", "2026-09-30T15:15:07+01:00 relay ", "<30>2026-09-30T15:15:07+01:00 relay ", "<30>Sep 30 15:15:07 relay ",
                                    "<30>1 2026-09-30T14:15:07Z relay - - - - ", "Sep 30 15:15:07 relay program: "})
    for (const auto& line : {utm, splunk}) {
      const auto said = understood(heading + line);
      ASSERT_EQ(said.size(), 1u) << heading << line;
      EXPECT_EQ(said.front().time, "2026-09-30T12:15:06.000Z") << heading << line;
    }
  const auto without = understood("<30>Sep 30 13:15:06 relay nss: " + splunk.substr(splunk.find('\t') + 1));
  ASSERT_EQ(without.size(), 1u);
  EXPECT_EQ(without.front().time, "2026-09-30T12:15:06.000Z") << "none of its own";
}

// The first part of a line says something as well, in many formats.
TEST(AHeading, OfAPriorityAloneIsNoPartOfTheFirstName) {
  EXPECT_EQ(understood("<134>192.0.2.7 - jdoe [30/Sep/2026:13:15:06 +0100] \"GET http://example.net/ HTTP/1.1\" 403 39 \"-\" \"-\" TCP_DENIED:HIER_NONE\n").front().client, "192.0.2.7");
  EXPECT_EQ(understood("<134>c-ip=192.0.2.7 cs-username=jdoe cs-host=example.net cs-method=GET sc-filter-result=DENIED sc-status=403 date=2026-09-30 time=12:15:06\n").front().client, "192.0.2.7");
}

TEST(AHeading, EndsBeforeATimeThatBeginsWithAWeekday) {
  const std::string columns = "jdoe@uni.example|HTTP|example.net/a|Blocked|General Browsing|General Browsing|600|65|0|0|Legal Liability|Militancy|News|None|None|0|None|None|Main campus|Default|192.0.2.7|198.51.100.1|GET|403";
  std::string tabs = "Wed Sep 30 13:15:06 2026|" + columns, quoted = "\"Wed Sep 30 13:15:06 2026|" + columns + "\"";
  for (std::size_t at; (at = tabs.find('|')) != std::string::npos;) tabs[at] = '\t';
  for (std::size_t at; (at = quoted.find('|')) != std::string::npos;) quoted.replace(at, 1, "\",\"");
  for (const std::string heading : {"<30>Sep 30 15:15:07 relay ", "2026-09-30T15:15:07+01:00 relay nss: ", "Sep 30 15:15:07 "})
    for (const auto& line : {tabs, quoted}) {
      const auto said = understood(heading + line);
      ASSERT_EQ(said.size(), 1u) << heading << line;
      EXPECT_EQ(said.front().time, "2026-09-30T12:15:06.000Z") << heading << line;
    }
}

TEST(AHeading, MayEndWithAMarkOfByteOrder) {
  const auto first = understood("<30>1 2026-09-30T12:15:06Z fw sfw - - - \xEF\xBB\xBF" R"(src_ip="192.0.2.7" timestamp="2026-09-30T13:15:06+0100" log_type="Content Filtering" log_component="HTTP" log_subtype="Denied" url="http://example.net/")");
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first.front().client, "192.0.2.7");
}

TEST(Format, IsNotKnownFromTheNamesOfColumns) {
  EXPECT_THAT(understood("\"Timestamp\",\"Client\",\"URL\",\"SHA-SHA256\",\"Categories\"\nyesterday,192.0.2.7,http://example.net/,0,News\n"), IsEmpty());
  const std::vector<std::string_view> lines{R"("Timestamp","Client","URL","SHA-SHA256")", "yesterday,192.0.2.7,http://example.net/,0", "(jdoe@uni.example),PC1,CORP\",\"10.1.1.1\",\"80.1"};
  EXPECT_EQ(testing::formats().of(lines), nullptr);
}

TEST(Format, OfNothingKnownIsNone) {
  EXPECT_THAT(understood("dear diary, today I read the logs\n"), IsEmpty());
  EXPECT_THAT(understood(""), IsEmpty());
  EXPECT_THAT(understood(std::string(4096, '\0')), IsEmpty());
}

std::string mistake(std::string_view toml) {
  try {
    Format{"own", toml, Zone{}};
  } catch (const FormatMistake& wrong) {
    return wrong.what();
  }
  return "taken";
}

TEST(Format, SaysWhatToMendInItsFile) {
  EXPECT_THAT(mistake("layout = \"csv\"\n[fields]\ntime = \"1\"\nurl = \"2\"\n"), ::testing::StrEq("taken"));
  EXPECT_THAT(mistake("layout = = \"csv\""), ::testing::HasSubstr("own: line 1"));
  EXPECT_THAT(mistake("layout = \"excel\"\n[fields]\ntime = \"1\"\nurl = \"2\"\n"), ::testing::HasSubstr("layout is none of these: pairs"));
  EXPECT_THAT(mistake("layout = \"csv\"\n[fields]\nurl = \"2\"\n"), ::testing::HasSubstr("fields.time is missing"));
  EXPECT_THAT(mistake("layout = \"csv\"\n[fields]\ntime = \"1\"\nurl = \"2\"\nurls = \"3\"\n"), ::testing::HasSubstr("fields.urls means nothing here"));
  EXPECT_THAT(mistake("layout = \"csv\"\n[fields]\ntime = \"1\"\nurl = \"2\"\n[[action]]\nis = \"stopped\"\n"), ::testing::HasSubstr("own: line 6: action.is \"stopped\" is none of these: allowed"));
  EXPECT_THAT(mistake("layout = \"csv\"\notherwise = \"denied\"\n[fields]\ntime = \"1\"\nurl = \"2\"\n"), ::testing::HasSubstr("own: line 2: otherwise \"denied\" is none of these: allowed"));
  EXPECT_THAT(mistake("layout = \"csv\"\n[fields]\ntime = \"1\"\nurl = \"0\"\n"), ::testing::HasSubstr("own: line 4: fields.url asks for column 0: columns have numbers from 1 to 999"));
  EXPECT_THAT(mistake("layout = \"tsv\"\n[fields]\ntime = \"1 -1\"\nurl = \"2\"\n"), ::testing::HasSubstr("fields.time asks for column -1"));
  EXPECT_THAT(mistake("layout = \"csv\"\nmarks = { 1000 = \"a\" }\n[fields]\ntime = \"1\"\nurl = \"2\"\n"), ::testing::HasSubstr("marks.1000 asks for column 1000"));
  EXPECT_THAT(mistake("layout = \"json\"\n[fields]\ntime = \"1\"\nurl = \"0\"\n"), ::testing::StrEq("taken")) << "names there may be any";
  EXPECT_THAT(mistake("layout = \"squid\"\nline = \"%ts %>a%ru\"\n[fields]\ntime = \"time\"\nurl = \"url\"\n"), ::testing::HasSubstr("two fields without anything between"));
}

TEST(Format, OfAnOwnFileReadsAnyColumns) {
  const Format own{"own", R"(
    layout = "semicolons"
    zone = "UTC"
    otherwise = "allowed"
    [fields]
    time = "2"
    client = "3"
    user = "4"
    host = "5"
    categories = "6"
    [[action]]
    is = "blocked"
    when = { 1 = "X*" }
    [identity]
    user = "authenticated"
  )", Zone{}};
  Scratch scratch;
  Event event;
  ASSERT_EQ(own.read("X1;2026-09-30 12:15:06;192.0.2.7;jdoe;Example.NET;\"a;b\"", event, scratch), Reading::event);
  EXPECT_EQ(event.action, Action::blocked);
  EXPECT_EQ(event.host, "example.net");
  EXPECT_THAT(event.categories, ElementsAre("a;b"));
}

// A log that somebody says is of a format of theirs: what it says, and what is told when it cannot be read.
class ALogOfAnOwnFormat : public ::testing::Test {
 protected:
  void read(const std::string& fields, const std::string& text, const std::string& layout = "csv") {
    const Format own{"own", "layout = \"" + layout + "\"\nzone = \"UTC\"\n" + fields, Zone{}};
    const auto lines = first_lines(text);
    const Format& format = testing::formats().headed(own, lines);
    lack = format.lack(lines);
    trouble = format.trouble(lines);
    Scratch scratch;
    Event event;
    hosts.clear(), users.clear(), unreadable = 0;
    for (const auto line : lines) {
      const Reading reading = format.read(line, event, scratch);
      unreadable += reading == Reading::unreadable;
      if (reading != Reading::event) continue;
      hosts.emplace_back(event.host);
      users.emplace_back(event.user);
    }
  }
  std::vector<std::string> hosts, users;
  int unreadable = 0;
  std::string lack, trouble;
};

TEST_F(ALogOfAnOwnFormat, MayAskForColumnsByNameAndByNumber) {
  read("[fields]\ntime = \"when\"\nuser = \"2\"\nurl = \"4\"\n", "When,Who,What,Where\n2026-09-30 12:15:06,jdoe,GET,http://example.net/\n");
  EXPECT_THAT(hosts, ElementsAre("example.net"));
  EXPECT_THAT(users, ElementsAre("jdoe"));
  EXPECT_EQ(lack + trouble, "");
  read("[fields]\ntime = \"when\"\nuser = \"2\"\nurl = \"4\"\n", "When,Who,Column 3,Where\n2026-09-30 12:15:06,jdoe,GET,http://example.net/\n");
  EXPECT_THAT(hosts, ElementsAre("example.net")) << "a heading may have a number in it";
  read("[fields]\ntime = \"when\"\nuser = \"2\"\nurl = \"where\"\nhost = \"4\"\n", "When,Who,What,Where\n2026-09-30 12:15:06,jdoe,GET,example.net\n");
  EXPECT_THAT(hosts, ElementsAre("example.net")) << "one column by both";
  read("[fields]\ntime = \"when\"\nuser = \"2\"\nurl = \"where\"\n", "#Fields: when who where\n2026-09-30T12:15:06 jdoe http://example.net/\n", "elff");
  EXPECT_THAT(users, ElementsAre("jdoe"));
}

TEST_F(ALogOfAnOwnFormat, MayNameTwoColumnsAndHaveNoMore) {
  read("[fields]\ntime = \"when\"\nurl = \"where\"\n", "when,where\n2026-09-30 12:15:06,http://example.net/\n2026-09-30 12:15:07\n");
  EXPECT_THAT(hosts, ElementsAre("example.net"));
  EXPECT_EQ(unreadable, 1) << "the torn line";
  read("[fields]\ntime = \"1\"\nurl = \"3\"\n", "when\twho\twhere\n2026-09-30 12:15:06\tjdoe\thttp://example.net/\n", "tsv");
  EXPECT_THAT(hosts, ElementsAre("example.net"));
  EXPECT_EQ(unreadable, 0) << "the heading is passed over";
  read("[fields]\ntime = \"1\"\nurl = \"2\"\n", "2026-09-30 12:15:06;http://example.net/\n2026-09-30 12:15:06;http://example.org/?a;b;c\n2026-09-30 12:15:07;http://example.com/\n", "semicolons");
  EXPECT_THAT(hosts, ElementsAre("example.net", "example.org", "example.com"));
}

TEST_F(ALogOfAnOwnFormat, OfManyColumnsIsNotGuessedFromTornLines) {
  const std::string whole = "2026-09-30 12:15:06,http://example.net/,jdoe,GET,200\n";
  read("[fields]\ntime = \"1\"\nurl = \"2\"\n", whole + whole + "2026-09-30 12:15:07,http://exa\n" + whole);
  EXPECT_EQ(hosts.size(), 3u);
  EXPECT_EQ(unreadable, 1);
}

TEST_F(ALogOfAnOwnFormat, ThatDoesNotNameWhatIsAskedForLacksIt) {
  read("[fields]\ntime = \"when\"\nurl = [\"wher\", \"address\"]\n", "when,who,where\n2026-09-30 12:15:06,jdoe,http://example.net/\n");
  EXPECT_EQ(lack, "no column is named \"wher\" or \"address\", which is asked for as url; its columns are named when, who, where");
  read("[fields]\ntime = \"wen\"\nurl = \"wher\"\n", "when,who,where\n2026-09-30 12:15:06,jdoe,http://example.net/\n");
  EXPECT_EQ(lack, "no column is named \"wen\", which is asked for as time; its columns are named when, who, where");
  read("[fields]\ntime = \"when\"\nhost = \"where\"\n", "2026-09-30 12:15:06,jdoe,http://example.net/\n");
  EXPECT_EQ(lack, "no line at its beginning names a column \"when\", which is asked for as time; a number does without");
  read("[fields]\ntime = \"when\"\nurl = \"wher\"\n", "#Fields: when who where\n2026-09-30T12:15:06 jdoe http://example.net/\n", "elff");
  EXPECT_EQ(lack, "no column is named \"wher\", which is asked for as url; its columns are named when, who, where");
  read("[fields]\ntime = \"when\"\nurl = \"where\"\n", "\n");
  EXPECT_EQ(lack, "") << "a log of nothing lacks nothing";
}

TEST_F(ALogOfAnOwnFormat, OfWhichNoLineFitsIsSaidNotToFit) {
  const std::string line = "2026-09-30 12:15:06,jdoe,http://example.net/,proxy\n", lines = line + line;
  const std::string none = "not one of the lines at its beginning ";
  read("[fields]\ntime = \"1\"\nurl = \"9\"\n", lines);
  EXPECT_EQ(trouble, none + "has more than a path in \"9\", which is asked for as url");
  read("[fields]\ntime = \"9\"\nurl = \"3\"\n", lines);
  EXPECT_EQ(trouble, none + "has anything in \"9\", which is asked for as time");
  read("[fields]\ntime = \"2\"\nurl = \"3\"\n", lines);
  EXPECT_EQ(trouble, none + "has a time that is understood in \"2\"");
  read("marks = { 4 = \"filter\", 2 = \"j*\" }\n[fields]\ntime = \"1\"\nurl = \"3\"\n", lines);
  EXPECT_EQ(trouble, none + "has what `marks` asks for in \"4\"");
  read("[fields]\ntime = \"when\"\nurl = \"where\"\n", "rubbish 1\n", "json");
  EXPECT_EQ(trouble, none + "is laid out as the format says");
  read("[fields]\ntime = \"1\"\nurl = \"3\"\n", lines + "rubbish 1\n");
  EXPECT_EQ(trouble, "") << "some are read";
  EXPECT_EQ(unreadable, 1);
}

TEST(Format, KnowsWhatStandsInEachLineThatWasNotAllowed) {
  EXPECT_THAT(testing::formats().named("squid")->signs(), ElementsAre("DENIED"));
  for (const Format& format : testing::formats().all()) {
    // These have a number for it, and squidGuard writes nothing else.
    const bool has_none = format.name() == "squidguard" || format.name() == "skyhigh" || format.name() == "skyhigh_access";
    EXPECT_EQ(format.signs().empty(), has_none) << format.name();
  }
}

}  // namespace
}  // namespace regard::webfilter
