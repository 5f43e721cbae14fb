package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var InspectsTLSSessions = &rule.Behavior{
	ID:       "inspects-tls-sessions",
	Title:    "Looks into TLS connections.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1040"},
	Why:      "Keys and certificates of a connection let others read it.",
	Fine:     "Tools for certificates and for finding faults look at connections.",
	Limits:   "What is done with the keys is not followed.",
	Python: `
		ssl.SSLSocket.{getpeercert,cipher,session,get_channel_binding,shared_ciphers,selected_alpn_protocol,get_verified_chain,get_unverified_chain} ssl.get_server_certificate =ssl.SSLContext.keylog_filename =os.environ(0=SSLKEYLOGFILE) OpenSSL.SSL.Connection.{get_peer_certificate,get_peer_cert_chain,master_key,client_random,export_keying_material} OpenSSL.SSL.Context.set_keylog_callback mitmproxy.tools.dump.DumpMaster mitmproxy.tools.main.{mitmproxy,mitmdump,mitmweb} mitmproxy.net.tls.* mitmproxy.addons.tlsconfig.* sslyze.* scapy.layers.tls.session.{tlsSession,TLSSession} scapy.layers.tls.automaton_cli.TLSClientAutomaton* scapy.layers.tls.automaton_srv.TLSServerAutomaton* scapy.layers.tls.record.{TLS,TLSInnerPlaintext} scapy.layers.tls.all.TLS scapy_ssl_tls.* tlslite.*`,
	Native: `
		SSL_get_session SSL_SESSION_get_master_key SSL_CTX_set_keylog_callback SSL_get_peer_certificate SSL_export_keying_material`,
	Script: `
		tls.TLSSocket.{getPeerCertificate,getSession,getFinished} tls.connect.{getPeerCertificate,getSession} openssl(s_client) sslscan mitmdump mitmproxy`,
}

var AllowsOldTLSVersions = &rule.Behavior{
	ID:       "allows-old-tls-versions",
	Title:    "Allows versions or ciphers of TLS that are broken.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1557"},
	Why:      "Who stands between the two ends can read and change what they send.",
	Fine:     "Old devices speak nothing newer.",
	Limits:   "A version whose name is not constant is not known.",
	Python: `
		ssl.{SSLContext,wrap_socket}(0/protocol/ssl_version/5=ssl.PROTOCOL_SSLv2|ssl.PROTOCOL_SSLv3|ssl.PROTOCOL_TLSv1|ssl.PROTOCOL_TLSv1_1) =ssl.SSLContext.minimum_version(value=ssl.TLSVersion.SSLv3|ssl.TLSVersion.TLSv1|ssl.TLSVersion.TLSv1_1) =ssl.SSLContext.options(value=~*OP_NO_TLSv1|~*OP_NO_TLSv1_1|~*OP_NO_SSLv3|~*OP_NO_SSLv2|*OP_LEGACY_SERVER_CONNECT|*OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION) OpenSSL.SSL.Context(0/method=OpenSSL.SSL.SSLv2_METHOD|OpenSSL.SSL.SSLv3_METHOD|OpenSSL.SSL.TLSv1_METHOD|OpenSSL.SSL.TLSv1_1_METHOD) ssl.{SSLContext,create_default_context}.set_ciphers(0=*:RC4*|RC4*|*:DES*|DES*|NULL*|*:NULL*|*:EXP*|*SECLEVEL=0*) requests.adapters.HTTPAdapter.{init_poolmanager,proxy_manager_for}(ssl_version=*PROTOCOL_SSLv3|*PROTOCOL_TLSv1|*PROTOCOL_TLSv1_1) urllib3.{PoolManager,ProxyManager,poolmanager.PoolManager}(ssl_version=*PROTOCOL_SSLv3|*PROTOCOL_TLSv1|*PROTOCOL_TLSv1_1) urllib3.util.ssl_.create_urllib3_context(ssl_version/0=ssl.PROTOCOL_SSLv3|ssl.PROTOCOL_TLSv1) urllib3.util.ssl_.create_urllib3_context(ciphers=*:RC4*|RC4*|*:DES*|DES*|NULL*|*:NULL*|*:EXP*|*SECLEVEL=0*)`,
	Native: `SSLv2_method SSLv3_method TLSv1_method TLSv1_1_method`,
	Script: `curl(--sslv2|--sslv3|--tlsv1.0|-2|-3) wget(--secure-protocol=sslv*)`,
}

var DisablesTLSVerification = &rule.Behavior{
	ID:       "disables-tls-verification",
	Title:    "Switches the checks of certificates or their warnings off.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1557"},
	Why:      "Then anybody on the way can read and change what is sent, and give other files than those that were asked for.",
	Fine:     "Test servers and devices at home have no certificate that others know.",
	Limits:   "A setting that the user chooses is seen only where its value is constant.",
	Python:   disablesTLSVerificationPython,
	Script: `
		curl(-k|--insecure|-*k) wget(--no-check-certificate) pip(--trusted-host) pip3(--trusted-host) git(http.sslverify=false) git(http.sslverify,false) yarn(strict-ssl) conda(ssl_verify,false) aws(--no-verify-ssl) npm(strict-ssl) {ssh,scp,sftp,rsync,git}(*=*stricthostkeychecking=no*) {ssh,scp,sftp,rsync}(*=*userknownhostsfile=/dev/null*) node(--insecure-http-parser) apt-get(--allow-unauthenticated|--force-yes) yum(--nogpgcheck) dnf(--nogpgcheck) docker(--insecure-registry) invoke-webrequest(-skipcertificatecheck) iwr(-skipcertificatecheck)`,
	Text: `
		NODE_TLS_REJECT_UNAUTHORIZED
		PYTHONHTTPSVERIFY
		GIT_SSL_NO_VERIFY
		ServerCertificateValidationCallback`,
}

//go:embed names/disables_tls_verification.txt
var disablesTLSVerificationPython string

var ConnectsToDatabases = &rule.Behavior{
	ID:       "connects-to-databases",
	Title:    "Connects to databases.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1213.006"},
	Why:      "A database holds what is worth stealing.",
	Fine:     "Programs keep their data in databases.",
	Limits:   "To which database it connects is shown only where that is constant.",
	Python:   connectsToDatabasesPython,
	Native: `
		sqlite3_open sqlite3_open_v2 mysql_real_connect PQconnectdb PQconnectdbParams PQsetdbLogin SQLConnect SQLDriverConnect SQLConnectW SQLDriverConnectW mongoc_client_new redisConnect OCILogon sqlite3_open16`,
	Script: `
		mysql.{createConnection,createPool} mysql2.{createConnection,createPool} pg.{Client,Pool} mongodb.MongoClient.connect mongoose.connect redis.createClient ioredis sqlite3.Database better-sqlite3 knex indexedDB.open window.indexedDB.open mysql psql sqlite3 mongo mongosh redis-cli sqlcmd invoke-sqlcmd mysqldump pg_dump mongodump ADODB.Connection sequelize.Sequelize`,
}

//go:embed names/connects_to_databases.txt
var connectsToDatabasesPython string

var UsesWebsockets = &rule.Behavior{
	ID:       "uses-websockets",
	Title:    "Uses WebSockets.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1071.001"},
	Why:      "The connection stays open, so that orders can come at any time.",
	Fine:     "Chats, notebooks, markets and live views use them.",
	Limits:   "The address is shown only where it is constant.",
	Python:   usesWebsocketsPython,
	Native:   `WinHttpWebSocketCompleteUpgrade WinHttpWebSocketSend curl_ws_send lws_create_context nw_ws_create_options`,
	Script: `
		WebSocket window.WebSocket ws ws.{WebSocket,Server,WebSocketServer} socket.io-client socket.io-client.io io websocat wscat sockjs-client signalR.HubConnectionBuilder Deno.upgradeWebSocket`,
}

//go:embed names/uses_websockets.txt
var usesWebsocketsPython string

var UsesSSH = &rule.Behavior{
	ID:       "uses-ssh",
	Title:    "Uses SSH.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1021.004"},
	Why:      "With the keys of the user a program reaches all machines that the user reaches.",
	Fine:     "Deployment and administration are done over SSH.",
	Limits:   "What is done on the other machine is another behaviour.",
	Python:   usesSSHPython,
	Native:   `ssh_connect libssh2_session_handshake ssh_new libssh2_userauth_publickey_fromfile_ex`,
	Script: `
		ssh(!-V,!-v) scp sftp sshfs ssh-copy-id sshpass autossh plink pscp psftp putty ssh-add ssh-keyscan ssh2.Client node-ssh.NodeSSH new-sshsession mosh`,
}

//go:embed names/uses_ssh.txt
var usesSSHPython string

var UsesSNMPWithoutProtection = &rule.Behavior{
	ID:       "uses-snmp-without-protection",
	Title:    "Speaks SNMP without encryption.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1602.001"},
	Why:      "The name of the community is the only password, and everybody on the way reads it and all answers.",
	Fine:     "Many devices speak nothing newer, in a network of their own.",
	Limits:   "A command line whose version is not constant is not known.",
	Python: `
		pysnmp.{hlapi,hlapi.*,entity.rfc3413.oneliner.cmdgen}.CommunityData pysnmp.{hlapi,hlapi.*}.UsmUserData(!2=*|?,!privKey=*|?) pysnmp.entity.config.{addV1System,add_v1_system} easysnmp.{Session,snmp_get,snmp_set,snmp_walk}(version=<3) easysnmp.Session(community=*|?) puresnmp.V1 puresnmp.V2C puresnmp.credentials.{V1,V2C} pysnmp.hlapi.v1arch.*.CommunityData`,
	Script: `snmpwalk(-v1|-v2c|1|2c) snmpget(-v1|-v2c|1|2c) snmpset(-v1|-v2c|1|2c) snmpbulkwalk(-v2c|2c)`,
}

var UsesTelnet = &rule.Behavior{
	ID:       "uses-telnet",
	Title:    "Uses Telnet.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1021"},
	Why:      "Passwords go in the open, and back doors of old devices are reached like this.",
	Fine:     "Instruments and old network devices speak it.",
	Limits:   "A connection to port 23 by hand is not recognised.",
	Python: `
		telnetlib.Telnet telnetlib.Telnet.{open,write,read_until,read_all,interact,expect} telnetlib3.{open_connection,create_server} Exscript.protocols.Telnet pexpect.spawn(0=telnet*) netmiko.ConnectHandler(device_type=*telnet*) twisted.conch.telnet.*`,
	Script: `telnet telnet-client.Telnet plink(-telnet) busybox(telnetd) telnetd`,
}

var UsesDirectoryServices = &rule.Behavior{
	ID:       "uses-directory-services",
	Title:    "Asks directory services, or logs in with them.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1087.002"},
	Why:      "A directory lists all users, machines and groups of an organisation.",
	Fine:     "Log-in with the account of an organisation needs it.",
	Limits:   "What is asked for is not looked at.",
	Python:   usesDirectoryServicesPython,
	Native: `
		ldap_init ldap_initialize ldap_open ldap_bind_s ldap_search_s ldap_search_ext_s ldap_simple_bind_s NetUserEnum NetGroupEnum NetServerEnum NetGetDCName DsGetDcNameA DsGetDcNameW ADsGetObject ADsOpenObject krb5_init_context gss_init_sec_context LsaLookupNames`,
	Script: `
		ldapsearch ldapmodify ldapadd dsquery dsget get-aduser get-adcomputer get-adgroup get-addomain nltest adfind net(/domain) kinit klist ldapjs.createClient activedirectory.* setspn csvde ldifde`,
}

//go:embed names/uses_directory_services.txt
var usesDirectoryServicesPython string

var UsesMessageQueues = &rule.Behavior{
	ID:       "uses-message-queues",
	Title:    "Uses message queues.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1071.005"},
	Why:      "Orders and data can wait in a queue of others until they are fetched.",
	Fine:     "Large programs are made of parts that talk through queues.",
	Limits:   "The address is shown only where it is constant.",
	Python:   usesMessageQueuesPython,
	Native:   `zmq_ctx_new zmq_socket mosquitto_new mosquitto_connect rd_kafka_new amqp_new_connection nn_socket MQOpenQueue`,
	Script: `
		amqplib.connect kafkajs.Kafka mqtt.connect bull zeromq.socket nats.connect mosquitto_pub mosquitto_sub kafkacat kcat amqp.connect celery rabbitmqctl`,
}

//go:embed names/uses_message_queues.txt
var usesMessageQueuesPython string

var UsesRemoteProcedureCalls = &rule.Behavior{
	ID:       "uses-remote-procedure-calls",
	Title:    "Calls functions of other programs, also over the network.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1021"},
	Why:      "Whoever is on the other side runs functions here, or the other way round.",
	Fine:     "Services of one organisation talk like this.",
	Limits:   "What is called is not looked at.",
	Python:   usesRemoteProcedureCallsPython,
	Native: `
		RpcBindingFromStringBindingA RpcBindingFromStringBindingW NdrClientCall2 RpcServerListen grpc_insecure_channel_create clnt_create svc_run dbus_bus_get sd_bus_open_system`,
	Script: `
		grpc.{Server,loadPackageDefinition} @grpc/grpc-js.* jayson.* dbus-send gdbus busctl xmlrpc.createClient soap.createClient dnode.*`,
}

//go:embed names/uses_remote_procedure_calls.txt
var usesRemoteProcedureCallsPython string

var UsesSocksOrTor = &rule.Behavior{
	ID:       "uses-socks-or-tor",
	Title:    "Uses SOCKS proxies or Tor.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1090.003"},
	Why:      "Nobody sees where the traffic goes.",
	Fine:     "Tools for privacy and research need it.",
	Limits:   "A proxy that the user sets up is not seen.",
	Python:   usesSocksOrTorPython,
	Script: `
		tor torsocks torify proxychains proxychains4 obfs4proxy curl(--socks*|socks*) socks-proxy-agent.SocksProxyAgent tor-request.request i2prouter ssh(-D) privoxy`,
	Text: `
		socks5://
		socks5h://
		socks4://
		socks4a://
		127.0.0.1:9050
		localhost:9050
		127.0.0.1:9150`,
}

//go:embed names/uses_socks_or_tor.txt
var usesSocksOrTorPython string

var CapturesPackets = &rule.Behavior{
	ID:       "captures-packets",
	Title:    "Reads or makes raw network packets.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1040"},
	Why:      "Raw packets show what others on the network send, and let a program pretend to be another machine.",
	Fine:     "Tools for testing and watching networks do this, usually with the rights of an administrator.",
	Limits:   "A program that is started for it is seen only in its command.",
	Python:   capturesPacketsPython,
	Native: `
		pcap_open_live pcap_open pcap_loop pcap_next_ex pcap_findalldevs pcap_sendpacket pcap_create pcap_activate libnet_init WinDivertOpen nfq_open packet_open SIO_RCVALL`,
	Script: `
		tcpdump tshark dumpcap windump ngrep ettercap arpspoof dsniff bettercap wireshark netsniff-ng hping3 pktmon netsh(trace) scapy cap.Cap pcap.createSession raw-socket.createSocket`,
}

//go:embed names/captures_packets.txt
var capturesPacketsPython string

var UsesCloudServices = &rule.Behavior{
	ID:       "uses-cloud-services",
	Title:    "Uses services of cloud providers.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1078.004"},
	Why:      "With the account of the user a program can read storage, start machines and cost money.",
	Fine:     "This is what programs for the cloud are for.",
	Limits:   "Which service is used is shown only where it is constant.",
	Python:   usesCloudServicesPython,
	Script:   usesCloudServicesScript,
}

//go:embed names/uses_cloud_services.txt
var usesCloudServicesPython string

//go:embed names/uses_cloud_services_script.txt
var usesCloudServicesScript string
