// One line or two of each vendor's formats, as its documents describe them, made up here; and each in the ways in which relays
// and exports change lines.
#include <gmock/gmock.h>

#include "webfilter/engine/testing.h"

namespace regard::webfilter {
namespace {

using testing::understood;

struct Line {
  std::string format, text;
  std::string user, host, action, categories;
  std::string time = "2026-09-30T12:15:06.000Z", client = "192.0.2.7";
};

std::vector<Line> lines() {
  const std::string zscaler_columns = R"(","HTTP","example.net/a,b","Blocked","General Browsing","General Browsing","600","65","0","0","Legal Liability","Militancy","Militancy/Hate and Extremism","None","None","0","None","None","Main campus","Default Department","192.0.2.7","198.51.100.1","GET","403","agent","None","FwFilter","Rule 1","Other","None","NA","NA","N/A")";
  std::string zscaler_tabs = "Wed Sep 30 13:15:06 2026\tjdoe@uni.example\tHTTP\texample.net/a\tBlocked\tGeneral Browsing\tGeneral Browsing\t600\t65\t0\t0\tLegal Liability\tMilitancy\tMilitancy/Hate and Extremism\tNone\tNone\t0\tNone\tNone\tMain campus\tDefault\t192.0.2.7\t198.51.100.1\tGET\t403\tagent\tNone\tFwFilter\tRule 1\tOther\tNone\tNA\tNA";
  const std::string zscaler_splunk = "reason=Not allowed to browse this category\tevent_id=7\tprotocol=HTTPS\taction=Blocked\ttransactionsize=9\turlcategory=Militancy/Hate and Extremism\tserverip=198.51.100.1\trequestmethod=GET\trefererURL=None\tuseragent=a b\tproduct=NSS\tlocation=Main campus\tClientIP=192.0.2.7\tstatus=403\tuser=jdoe@uni.example\turl=example.net/a?b=c\tvendor=Zscaler\thostname=example.net\tclientpublicIP=198.51.100.9";
  const std::string blue_coat = "2026-09-30 12:15:06 104 192.0.2.7 UNI\\jdoe - policy_denied DENIED \"Violence/Hate/Racism;News\" http://example.org/ 403 TCP_DENIED GET text/html http example.net 80 /a ?b=c - \"A (B; C)\" 198.51.100.1 20 30 -";
  const std::string pan = "1,2026/09/30 13:15:07,0123,THREAT,url,2305,2026/09/30 13:15:06,192.0.2.7,198.51.100.1,0.0.0.0,0.0.0.0,rule,uni\\jdoe,,ssl,vsys1,trust,untrust,e1,e2,fwd,2026/09/30 13:15:07,55,1,50000,443,0,0,0x0,tcp,block-url,\"example.net:443/a,\"\"b\"\"\",(9999),extremism,informational,client-to-server";
  return {
      {"zscaler_csv", R"("Wed Sep 30 13:15:06 2026","jdoe@uni.example)" + zscaler_columns, "jdoe@uni.example", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_csv", R"("Wed Sep 30 13:15:06 2026","Main campus)" + zscaler_columns, "", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_tsv", zscaler_tabs, "jdoe@uni.example", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_splunk", "2026-09-30 13:15:06\t" + zscaler_splunk, "jdoe@uni.example", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_splunk", "<134>1 2026-09-30T12:15:06Z nss zscaler - - - " + zscaler_splunk, "jdoe@uni.example", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_leef", "<13>Sep 30 13:15:07 nss LEEF:1.0|Zscaler|NSS|4.1|Not allowed|cat=Blocked\tdevTime=Sep 30 2026 12:15:06 GMT\tdevTimeFormat=MMM dd yyyy HH:mm:ss z\tsrc=192.0.2.7\tdst=198.51.100.1\tusrName=jdoe@uni.example\turl=example.net/a\thostname=example.net\turlcategory=Militancy/Hate and Extremism\trealm=Main campus",
       "jdoe@uni.example", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_cef", "Sep 30 12:15:06 zscaler-nss CEF:0|Zscaler|NSSWeblog|5.7|Blocked|Not allowed|3| act=Blocked reason=Not allowed app=HTTPS dhost=example.net dst=198.51.100.1 src=192.0.2.7 request=example.net/a?b\\=c requestMethod=GET suser=jdoe@uni.example spriv=Main campus cat=Militancy/Hate and Extremism rt=Sep 30 2026 13:15:06 outcome=403",
       "jdoe@uni.example", "example.net", "blocked", "Militancy/Hate and Extremism"},
      {"zscaler_named", "time,login,cip,eurl,urlcat,action,respcode\nWed Sep 30 13:15:06 2026,jdoe@uni.example,192.0.2.7,example.net/a,News,Allowed,200", "jdoe@uni.example", "example.net", "allowed", "News"},
      {"zscaler_named_tsv", "datetime\tuser\tClientIP\turl\turlcategory\taction\n2026-09-30 13:15:06\tjdoe@uni.example\t192.0.2.7\texample.net/a\tNews\tAllowed", "jdoe@uni.example", "example.net", "allowed", "News"},
      {"paloalto", pan, "uni\\jdoe", "example.net", "blocked", "extremism"},
      {"paloalto", "<14>Sep 30 13:15:07 fw1.uni.example " + pan + ",7,0x2000000000000000,a,b,0,text/html,0,,,1,\"A, B\",,,\"http://example.org/\",,,,0,11,12,0,0,,fw1,,,,get,0,,0,,N/A,unknown,AppThreat-1,0x0,0,1,,\"extremism,high-risk\",rule-id,0", "uni\\jdoe",
       "example.net", "blocked", "extremism,high-risk"},
      {"paloalto", "1234 <14>1 2026-09-30T12:15:07Z fw1 - - - - " + pan, "uni\\jdoe", "example.net", "blocked", "extremism"},
      {"paloalto_cef", "CEF:0|Palo Alto Networks|PAN-OS|10.1.0|url|THREAT|1|rt=Sep 30 2026 12:15:06 GMT src=192.0.2.7 dst=198.51.100.1 suser=uni\\\\jdoe act=block-url request=\"example.net/a\" cs1Label=Rule cs1=r cs2Label=URL Category cs2=extremism requestMethod=get cnt=2", "uni\\jdoe",
       "example.net", "blocked", "extremism"},
      {"paloalto_leef", "LEEF:1.0|Palo Alto Networks|PAN-OS Syslog Integration|10.2.3|(9999)|ReceiveTime=2026/09/30 13:15:07|SerialNumber=1|cat=THREAT|Subtype=url|devTime=Sep 30 2026 12:15:06 GMT|src=192.0.2.7|dst=198.51.100.1|usrName=uni\\jdoe|RepeatCount=1|action=block-url|Miscellaneous=\"example.net/a\"|URLCategory=extremism|sev=1",
       "uni\\jdoe", "example.net", "blocked", "extremism"},
      {"paloalto_export", "Domain,Receive Time,Serial #,Type,Threat/Content Type,Generate Time,Source address,Source User,Action,URL/Filename,Category\n1,2026/09/30 13:15:07,7,THREAT,url,2026/09/30 13:15:06,192.0.2.7,uni\\jdoe,block-url,example.net/a,extremism", "uni\\jdoe",
       "example.net", "blocked", "extremism"},
      {"fortigate", "<189>Sep 30 13:15:07 fw date=2026-09-30 time=13:15:06 devname=\"FW 1\" logid=\"0316013056\" type=\"utm\" subtype=\"webfilter\" eventtype=\"ftgd_blk\" user=\"JDOE\" srcip=192.0.2.7 hostname=\"example.net\" profile=\"p\" action=\"blocked\" url=\"https://example.net/a\" msg=\"URL belongs to a denied category in policy\" cat=83 catdesc=\"Extremist Groups\"",
       "JDOE", "example.net", "blocked", "Extremist Groups"},
      {"fortigate_csv", "date=2026-09-30,time=13:15:06,devname=\"FW,1\",logid=\"0316013056\",type=\"utm\",subtype=\"webfilter\",eventtype=\"ftgd_blk\",user=\"JDOE\",srcip=192.0.2.7,hostname=\"example.net\",action=\"blocked\",url=\"/a\",catdesc=\"Extremist Groups\"", "JDOE", "example.net",
       "blocked", "Extremist Groups"},
      {"sophos", "<30>device=\"SFW\" date=2026-09-30 time=13:15:06 timezone=\"BST\" device_name=\"XG\" log_id=050902616002 log_type=\"Content Filtering\" log_component=\"HTTP\" log_subtype=\"Denied\" user_name=\"jdoe\" category=\"Militancy & Extremist\" url=\"https://example.net/\" src_ip=192.0.2.7 domain=example.net",
       "jdoe", "example.net", "blocked", "Militancy & Extremist"},
      {"sophos", "Sep 30 13:15:06 fw device_name=\"SFW\" timestamp=\"2026-09-30T13:15:06+0100\" log_type=\"Content Filtering\" log_component=\"HTTP\" log_subtype=\"Warned\" http_category=\"Online Chat\" url=\"https://example.net\" src_ip=\"192.0.2.7\" domain=\"example.net\" http_status=\"0\"",
       "", "example.net", "warned", "Online Chat"},
      {"umbrella_proxy", R"x("2026-09-30 12:15:06","Doe, Jo (jdoe@uni.example)","192.0.2.7","198.51.100.1","203.0.113.1","text/html","BLOCKED","https://example.net/a","","agent","403","1","2","3","","News,Terrorism","","","","","","AD Users","Terrorism","Doe, Jo (jdoe@uni.example),PC1","AD Users,Roaming Computers","GET","","","","","","","","","")x",
       "Doe, Jo (jdoe@uni.example)", "example.net", "blocked", "Terrorism,News"},
      {"umbrella_dns", R"x("2026-09-30 12:15:06","PC1","PC1","192.0.2.7","198.51.100.1","Blocked","1 (A)","NOERROR","example.net.","News,Terrorism")x", "PC1", "example.net", "blocked", "News,Terrorism"},
      {"cisco_wsa", "Sep 30 13:15:06 wsa accesslogs: Info: 1790770506.000 97 192.0.2.7 TCP_DENIED/403 0 GET http://example.net/ \"UNI\\jdoe@AD\" NONE/- - BLOCK_CONTINUE_WEBCAT_12-Students-Id-NONE-NONE-NONE-NONE <IW_hate,-,-> -", "UNI\\jdoe@AD", "example.net", "warned", "IW_hate"},
      {"cisco_wsa_w3c", "#Version: 1.0\n#Fields: timestamp x-elapsed-time c-ip x-resultcode-httpstatus sc-bytes cs-method cs-url cs-username x-hierarchy-origin cs-mime-type x-acltag x-webcat-code-abbr\n1790770506.000 97 192.0.2.7 TCP_DENIED/403 0 GET http://example.net/ UNI\\jdoe NONE/- - BLOCK_WEBCAT_12-Students IW_hate",
       "UNI\\jdoe", "example.net", "blocked", "IW_hate"},
      {"e2guardian_names", "1790770506.250\tfilter\tjdoe\t192.0.2.7\tpc1.uni.example\thttp://example.net/\tGET\t403\t0\t\tagent\t\t3\t\t500\tINTERDIT\t0\textremism\tstudents\t2\t\t", "jdoe", "example.net", "blocked", "extremism"},
      {"e2guardian_tabs", "2026.9.30 13:15:06\tjdoe\t192.0.2.7\thttp://example.net/\t*DENIED* Banned site: example.net\tGET\t0\t0\tHate and extremism\t1\t403\t-\t\t\t-", "jdoe", "example.net", "blocked", "Hate and extremism"},
      {"e2guardian_csv", "\"2026.9.30 13:15:06\",\"jdoe\",\"192.0.2.7\",\"http://example.net/\",\"*VERWEIGERT* Gesperrt, Seite\",\"GET\",\"0\",\"0\",\"Hate\",\"1\",\"403\",\"-\",\"\",\"Default\",\"-\"", "jdoe", "example.net", "blocked", "Hate"},
      {"squidguard", "2026-09-30 13:15:06 [4711] Request(students/hate/-) http://example.net/a/c 192.0.2.7/pc1.uni.example jdoe GET REDIRECT", "jdoe", "example.net", "blocked", "hate"},
      {"skyhigh", "<30>Sep 30 13:15:07 gw mwg: date=\"30/Sep/2026:13:15:06 +0100\" username=\"UNI\\jdoe\" source_ip=192.0.2.7 http_status_code=403 destination_host=example.net http_method=GET url=\"http://example.net/a\" url_categories=\"Hate Speech, News\" block_id=10 block_reason=\"URL category\"", "UNI\\jdoe",
       "example.net", "blocked", "Hate Speech,News"},
      {"skyhigh", "date=\"30/Sep/2026:13:15:06 +0100\" username=\"-\" source_ip=192.0.2.7 http_status_code=407 destination_host=example.net url_categories=\"News\" block_id=81 block_reason=\"Authentication Required\"", "", "example.net", "other", "News"},
      {"skyhigh_access", "[30/Sep/2026:13:15:06 +0100] \"UNI\\jdoe\" 192.0.2.7 403 \"GET http://example.net/a HTTP/1.1\" \"Hate Speech, News\" \"Minimal Risk\" \"text/html\" 100 200 \"A B\" \"\" \"10\"", "UNI\\jdoe", "example.net", "blocked", "Hate Speech,News"},
      {"skyhigh_cloud", "user_id=-1 username=jdoe@uni.example source_ip=192.0.2.7 http_action=GET server_to_client_bytes=9 requested_host=example.net requested_path=/a result=DENIED virus= request_timestamp_epoch=1790770506 request_timestamp=2026-09-30 12:15:06 uri_scheme=https category=Hate Speech, Business block_reason=URL Filter", "jdoe@uni.example",
       "example.net", "blocked", "Hate Speech,Business"},
      {"skyhigh_cloud_csv", "user_id,username,source_ip,http_action,requested_host,requested_path,result,request_timestamp_epoch,category\n-1,jdoe@uni.example,192.0.2.7,GET,example.net,/a,OBSERVED,1790770506,\"News, Business\"", "jdoe@uni.example", "example.net", "allowed", "News,Business"},
      {"forcepoint", "Sep 30 13:15:06 10.1.1.1 CEF:0|Forcepoint|Security|8.5.4|25|Transaction blocked|7| act=blocked app=https dvc=10.1.1.1 dst=198.51.100.1 dhost=example.net src=192.0.2.7 suser=LDAP://dc.uni.example OU\\=Staff,DC\\=uni/Doe Jo loginID=jdoe requestMethod=GET cs1Label=Policy cs1=Students cn1Label=DispositionCode cn1=1025 rt=1790770506000 request=https://example.net/a?b\\=c",
       "jdoe", "example.net", "blocked", "Militancy and Extremist"},
      {"forcepoint", "CEF:0|Forcepoint|Security|8.5.4|26|Transaction permitted|1| act=permitted dhost=example.net src=192.0.2.7 suser=jdoe cn1Label=DispositionCode cn1=1040 rt=1790770506000 request=https://example.net/", "jdoe", "example.net", "overridden", "Intolerance"},
      {"forcepoint_leef", "<159>Sep 30 13:15:06 192.0.2.1 LEEF:1.0|Forcepoint|Security|8.5.0|transaction:blocked|sev=7\tcat=26\tusrName=LDAP://dc.uni.example OU=Staff,DC=uni/Doe Jo\tloginID=jdoe\tsrc=192.0.2.7\tsrcPort=5\tdst=198.51.100.1\tproxyStatus-code=200\tmethod=CONNECT\tdisposition=1025\tcontentType=-\tpolicy=Super Administrator**Default\trole=8\tuserAgent=-\turl=https://example.net", "jdoe",
       "example.net", "blocked", "Intolerance"},
      {"forcepoint_csv", R"x("30/09/2026","13:15:06","jdoe@uni.example","Not available","Intolerance,News","Blocked","Business Usage,None","Students","example.net:443/","192.0.2.7","198.51.100.1","Not available","None","None","agent","200","Connect")x", "jdoe@uni.example", "example.net", "blocked",
       "Intolerance,News"},
      {"bluecoat", "#Software: SGOS 7\n#Fields: date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id\n" + blue_coat,
       "UNI\\jdoe", "example.net", "blocked", "Violence/Hate/Racism,News"},
      {"bluecoat", blue_coat, "UNI\\jdoe", "example.net", "blocked", "Violence/Hate/Racism,News"},
      {"bluecoat_pairs", "<134>Sep 30 12:15:06 proxy bluecoat: c-ip=192.0.2.7 cs-username=jdoe cs-categories=\"Violence/Hate/Racism\" cs-host=example.net cs-method=GET sc-filter-result=DENIED sc-status=403 c-url=\"http://example.net/a\"", "jdoe", "example.net", "blocked", "Violence/Hate/Racism"},
      {"bluecoat_json", R"({"date":"2026-09-30","time":"12:15:06","c-ip":"192.0.2.7","cs-userdn":"jdoe@uni.example","cs-host":"example.net","cs-uri-path":"/a","cs-uri-query":"b=c","cs-categories":["Violence/Hate/Racism","News"],"sc-filter-result":"DENIED","sc-status":403})", "jdoe@uni.example", "example.net", "blocked",
       "Violence/Hate/Racism,News"},
      {"netskope", "#Version: 1.0\n#Fields: date time c-ip cs-username cs-method cs-uri-scheme cs-host cs-uri x-category x-policy-action x-type\n2026-09-30 12:15:06 192.0.2.7 jdoe@uni.example GET https example.net /a \"Violence\" block http_transaction", "jdoe@uni.example", "example.net", "blocked", "Violence"},
      {"netskope_json", R"({"date":"2026-09-30","time":"12:15:06","c-ip":"198.51.100.1","x-cs-userip":"192.0.2.7","cs-username":"jdoe@uni.example","cs-host":"example.net","x-cs-url":"https://example.net/a","x-category":"Violence","x-other-category":"-","x-policy-action":"useralert","x-type":"http_transaction"})",
       "jdoe@uni.example", "example.net", "warned", "Violence"},
      {"netskope_events", R"({"timestamp":1790770506,"type":"nspolicy","access_method":"Client","action":"block","user":"jdoe@uni.example","userip":"192.0.2.7","url":"example.net/a","category":"Violence","other_categories":["Violence","All Internet"],"count":2})", "jdoe@uni.example", "example.net", "blocked", "Violence,All Internet"},
      {"watchguard", "<142>1 2026-09-30T12:15:06Z fw - - - - LEEF:1.0|WatchGuard|XTM|12.8|1AFF0021|serial=1\tpolicy=HTTPS-00\tdisp=Deny\tsrc=192.0.2.7\tsrcPort=5\tdst=198.51.100.1\tproto=tcp\tcats=Violence\top=GET\tdstname=www.example.net\targ=/a\tmsg=ProxyDeny: HTTP Request categories", "", "www.example.net", "blocked",
       "Violence"},
      {"meraki", "<134>1 1790770506.000215340 MX84 urls src=192.0.2.7:60336 dst=198.51.100.1:80 mac=78:7B:8A:CC:05:18 agent='A B' request: GET https://example.net/...", "", "example.net", "allowed", ""},
      {"meraki", "1790770506.000215340 MX84 events content_filtering_block url='https://example.net/...' category0='Hate and Racism' server='198.51.100.1:443' client_mac='78:7B:8A:CC:05:18'", "", "example.net", "blocked", "Hate and Racism", "2026-09-30T12:15:06.000Z", "78:7B:8A:CC:05:18"},
      {"checkpoint", "<134>CEF:0|Check Point|URL Filtering|Check Point|Log|URL Filtering|Low|act=Block deviceDirection=1 rt=1790770506000 src=192.0.2.7 suser=Jo Doe (jdoe) request=http://example.net/a app_category=Hate / Racism app_risk=1 product=URL Filtering", "Jo Doe (jdoe)", "example.net", "blocked", "Hate / Racism"},
      {"squid", "2026-09-30T13:15:06+0100 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/ jdoe HIER_NONE/- text/html", "jdoe", "example.net", "blocked", ""},
      {"squid", "[30/Sep/2026:13:15:06 +0100] 104 192.0.2.7 TCP_DENIED_ABORTED/403 3904 GET http://example.net/ jdoe HIER_NONE/- text/html", "jdoe", "example.net", "blocked", ""},
      {"squid", "2026-09-30 13:15:06 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/ jdoe HIER_NONE/- text/html", "jdoe", "example.net", "blocked", ""},
      {"squid", "1790770506.000    104 192.0.2.7 TCP_DENIED/403 3904 CONNECT example.net:443 UNI%5cjdoe HIER_NONE/- text/html [User-Agent: x\\r\\n] [HTTP/1.1 403]", "UNI%5cjdoe", "example.net", "blocked", ""},
  };
}

TEST(EachVendor, SaysWhoAskedForWhatAndWhatBecameOfIt) {
  for (const auto& line : lines()) {
    const auto said = understood(line.text + "\n");
    ASSERT_EQ(said.size(), 1u) << line.format << ": " << line.text;
    const auto& one = said.front();
    EXPECT_EQ(one.format, line.format) << line.text;
    EXPECT_EQ(one.time.substr(0, 19), line.time.substr(0, 19)) << line.text;
    EXPECT_EQ(one.client, line.client) << line.text;
    EXPECT_EQ(one.user, line.user) << line.text;
    EXPECT_EQ(one.host, line.host) << line.text;
    EXPECT_EQ(one.action, line.action) << line.text;
    EXPECT_EQ(one.categories, line.categories) << line.text;
  }
}

TEST(EachVendor, IsReadWithWindowsLineEndsAMarkOfByteOrderAndWithoutALastLineEnd) {
  for (const auto& line : lines()) {
    std::string windows;
    for (const char c : line.text) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    for (const auto& text : {windows + "\r\n", "\xEF\xBB\xBF" + line.text + "\n", line.text}) {
      const auto said = understood(text);
      ASSERT_EQ(said.size(), 1u) << line.format << ": " << text;
      EXPECT_EQ(said.front().host, line.host) << text;
      EXPECT_EQ(said.front().categories, line.categories) << text;
    }
  }
}

// As rsyslog passes tabs on.
TEST(EachVendor, IsReadWithItsTabsWrittenAsNumbers) {
  for (const auto& line : lines()) {
    if (line.text.find('\n') != std::string::npos) continue;  // no daemon gets the names of columns
    std::string passed_on;
    for (const char c : line.text) passed_on += c == '\t' ? std::string{"#011"} : std::string{c};
    const auto said = understood(passed_on + "\n");
    ASSERT_EQ(said.size(), 1u) << line.format << ": " << passed_on;
    EXPECT_EQ(said.front().format, line.format) << passed_on;
    EXPECT_EQ(said.front().time.substr(0, 19), line.time.substr(0, 19)) << passed_on;
    EXPECT_EQ(said.front().user, line.user) << passed_on;
    EXPECT_EQ(said.front().categories, line.categories) << passed_on;
  }
}

// Nothing of a line that was cut off is made up: it says the same, less, or cannot be read.
TEST(EachVendor, IsNotReadWronglyWhenALineWasCutOff) {
  for (const auto& line : lines()) {
    if (line.format == "forcepoint") continue;  // has a second, worse name, before the first
    const auto all = first_lines(line.text);
    const Format* format = testing::formats().of(all);
    ASSERT_TRUE(format) << line.text;
    Scratch scratch;
    Event event;
    for (std::size_t size = 0; size < all.back().size(); ++size) {
      const auto cut = all.back().substr(0, size);
      if (format->read(cut, event, scratch) != Reading::event || line.user.empty() || event.user.starts_with(line.user + " ")) continue;  // half of the next name
      EXPECT_EQ(event.user, line.user.substr(0, event.user.size())) << cut;
    }
  }
}

}  // namespace
}  // namespace regard::webfilter
