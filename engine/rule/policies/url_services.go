package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var HiddenServiceURLs = &rule.Policy{
	ID:       "hidden-service-urls",
	Title:    "URLs lead to hidden services.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files of the package hold addresses that are reached through Tor or I2P only, or through a gateway to them. Who runs such a service cannot be found.",
	Fine:     "Browsers, research on privacy and anonymous publishing know such addresses.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of hidden services", under("onion i2p onion.to onion.ws onion.ly onion.pet onion.cab tor2web.org tor2web.io")),
}

var PasteURLs = &rule.Policy{
	ID:       "paste-urls",
	Title:    "URLs lead to services for pasted text.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Text that anybody can put there without an account is a usual place for the next stage of an attack.",
	Fine:     "People share long messages of errors there.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of services for pasted text", class("paste")),
}

var MiningPoolURLs = &rule.Policy{
	ID:       "mining-pool-urls",
	Title:    "URLs lead to pools that mine cryptocurrency.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Code of the package names a server that gives work to miners.",
	Fine:     "Wallets and statistics of pools know them.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of mining pools", class("mining-pool")),
}

var MixerURLs = &rule.Policy{
	ID:       "mixer-urls",
	Title:    "URLs lead to services that hide where coins come from.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Code of the package names a service that mixes cryptocurrency of many owners. Ransoms and stolen coins go through them.",
	Fine:     "Research on payments names them.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of mixers", under("blender.io chipmixer.com wasabiwallet.io tornado.cash tornadocash.eth.limo sinbad.io mixero.io coinomize.biz unijoin.io bitmix.biz anonymix.io")),
}

var ExchangeURLs = &rule.Policy{
	ID:       "exchange-urls",
	Title:    "URLs lead to exchanges of cryptocurrencies.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Code of the package names an exchange. Keys for accounts there are worth money.",
	Fine:     "Clients of exchanges and programs that show prices do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of exchanges", under("binance.com api.binance.com coinbase.com kraken.com bitfinex.com kucoin.com bybit.com okx.com huobi.com gate.io bitstamp.net poloniex.com mexc.com bitget.com")),
}

var AnonymousFileSharingURLs = &rule.Policy{
	ID:       "anonymous-file-sharing-urls",
	Title:    "URLs lead to services that share files without an account.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Code of the package names a service to which anybody can send a file without an account, and from which anybody can fetch one. Loot and next stages go there.",
	Fine:     "Command lines that share files for their user do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of services that share files", fileShares),
}

var AddressLookupURLs = &rule.Policy{
	ID:       "address-lookup-urls",
	Title:    "URLs ask for the public address of the machine.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Code of the package names a service that tells the public address of who asks. Thieves ask first where they are.",
	Fine:     "Servers that announce themselves and tests of networks do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of services that tell the public address", class("ip-lookup")),
}

var DiscordAttachmentURLs = &rule.Policy{
	ID:       "discord-attachment-urls",
	Title:    "URLs lead to files that were attached to chats of Discord.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files that somebody has attached to a chat can be fetched from there by everybody. Nobody but the one who put them there knows what they are.",
	Fine:     "Bots show pictures from there.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of attachments at Discord", under("cdn.discordapp.com/attachments media.discordapp.net/attachments")),
}

var DropboxURLs = &rule.Policy{
	ID:       "dropbox-urls",
	Title:    "URLs lead to files at Dropbox.",
	Category: "hunting",
	Priority: 3,
	Problem:  "A file there can be replaced by the owner of the account at any time.",
	Fine:     "Data sets and pictures are stored there.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of files at Dropbox", under("dl.dropboxusercontent.com dl.dropbox.com dropbox.com/s/ dropbox.com/scl/ www.dropbox.com/s/")),
}

var WebhookWithToken = &rule.Policy{
	ID:       "webhook-with-token",
	Title:    "A webhook or chat bot with its token stands in the code.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "webhooks with their token",
	Single:   "webhook with its token",
	Problem:  "Code of the package holds the full address of a webhook, or the token of a bot. Whatever is sent there reaches a chat of somebody unknown; thieves collect their loot like this.",
	Fine:     "Authors leave a webhook of their own in by mistake.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     withToken,
}

var WebhookURLs = &rule.Policy{
	ID:       "webhook-urls",
	Title:    "URLs lead to webhooks or chat bots.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Code of the package names the interface by which programs write into a chat.",
	Fine:     "Libraries for these chats do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of webhooks or chat bots", class("webhook chat-bot")),
}

var TelegramURLs = &rule.Policy{
	ID:       "telegram-urls",
	Title:    "URLs lead to the interface of Telegram.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Code of the package names the interface of Telegram, by which data can be sent to a chat of somebody unknown.",
	Fine:     "Libraries for bots do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of the interface of Telegram", under("api.telegram.org")),
}

var WhatsappURLs = &rule.Policy{
	ID:       "whatsapp-urls",
	Title:    "URLs lead to the interface of WhatsApp.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Code of the package names the interface of WhatsApp, by which data can be sent to somebody unknown.",
	Fine:     "Libraries for messages do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of the interface of WhatsApp", under("api.whatsapp.com graph.whatsapp.com")),
}

var OutOfBandTestingURLs = &rule.Policy{
	ID:       "out-of-band-testing-urls",
	Title:    "URLs lead to hosts that report who has asked for them.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "addresses of testers",
	Single:   "address of testers",
	Problem:  "Tools for tests of attacks give out names that tell their owner of each request. In a package such a name means that somebody wants to know where it is installed.",
	Fine:     "Tools for tests of attacks name these services.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     hosts(code, "of hosts for tests of attacks", class("oast")),
}

var RequestInspectionURLs = &rule.Policy{
	ID:       "request-inspection-urls",
	Title:    "URLs lead to services that keep requests for others to read.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Everything that is sent there can be read by whoever has made the address. It costs nothing and needs no account.",
	Fine:     "Examples show requests with such a service.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of services that keep requests", under("webhook.site requestbin.com requestbin.net pipedream.net requestcatcher.com hookbin.com beeceptor.com mockbin.org postb.in ptsv2.com ptsv3.com requestinspector.com typedwebhook.tools")),
}

var TunnelURLs = &rule.Policy{
	ID:       "tunnel-urls",
	Title:    "URLs lead through tunnels to private machines.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The machine behind the tunnel can be anybody's, and is gone tomorrow.",
	Fine:     "Tools for development open tunnels to show a page.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of tunnels", class("tunnel")),
}

var DynamicDNSURLs = &rule.Policy{
	ID:       "dynamic-dns-urls",
	Title:    "URLs lead to names that change their machine.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The name stays while the machine behind it changes from hour to hour.",
	Fine:     "People reach their own machines at home by such names.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of dynamic DNS services", class("dynamic-dns")),
}

var RawGithubURLs = &rule.Policy{
	ID:       "raw-github-urls",
	Title:    "URLs lead to raw files in repositories at GitHub.",
	Category: "hunting",
	Priority: 4,
	Problem:  "A file there can be changed at any time by whoever has the account, and it comes from a host that nobody blocks.",
	Fine:     "Test data, models and pictures are stored there.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of raw files at GitHub", under("raw.githubusercontent.com gist.githubusercontent.com raw.github.com")),
}

var RawGitlabURLs = &rule.Policy{
	ID:       "raw-gitlab-urls",
	Title:    "URLs lead to raw files in repositories at GitLab.",
	Category: "hunting",
	Priority: 4,
	Problem:  "A file there can be changed at any time by whoever has the account, and it comes from a host that nobody blocks.",
	Fine:     "Test data, models and pictures are stored there.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of raw files at GitLab", rawAt("gitlab.com", "/raw/")),
}

var HacktoolURLs = &rule.Policy{
	ID:       "hacktool-urls",
	Title:    "URLs lead to tools for attacks.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Code of the package names a repository of tools by which passwords are taken or machines are taken over.",
	Fine:     "Tools for tests of attacks name each other.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of tools for attacks", under("github.com/gentilkiwi/mimikatz github.com/alessandroz/lazagne github.com/ghostpack raw.githubusercontent.com/gentilkiwi raw.githubusercontent.com/powershellmafia github.com/powershellmafia github.com/carlospolop/peass-ng github.com/rebootuser/linenum linpeas.sh github.com/bishopfox/sliver github.com/ropnop/kerbrute")),
}

var PublishingURLs = &rule.Policy{
	ID:       "publishing-urls",
	Title:    "URLs lead to interfaces by which packages are published.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Code of the package names an interface that publishes packages. A worm publishes itself with the tokens that it finds.",
	Fine:     "Tools that publish packages do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of interfaces that publish packages", publishing("/legacy /-/npm/v1/security /-/package /api/v1/gems /api/v1/crates/new")),
}

var NpmPublishingURLs = &rule.Policy{
	ID:       "npm-publishing-urls",
	Title:    "URLs lead to the interface by which npm packages are published.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Code of the package names the part of the registry of npm that deals with tokens or publishing.",
	Fine:     "Tools that publish packages do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of the publishing interface of npm", publishing("/-/npm/v1 /-/user /-/package")),
}

var UsSanctionedURLs = &rule.Policy{
	ID:       "us-sanctioned-urls",
	Title:    "URLs lead to country domains that the United States have sanctions for.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Doing business with hosts there may be forbidden.",
	Fine:     "People everywhere write software and link to their own pages. A domain says little of where a host stands.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of such country domains", under("kp ir sy cu ru by")),
}

var EuSanctionedURLs = &rule.Policy{
	ID:       "eu-sanctioned-urls",
	Title:    "URLs lead to country domains that the European Union has sanctions for.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Doing business with hosts there may be forbidden.",
	Fine:     "People everywhere write software and link to their own pages. A domain says little of where a host stands.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of such country domains", under("kp ir sy ru by")),
}

// publishing tells addresses of interfaces that publish packages by their paths,
// whatever the index; "/legacy" is one only at a host for uploads.
func publishing(paths string) func(c *rule.Case, host, url string) bool {
	list := strings.Fields(paths)
	return func(_ *rule.Case, host, url string) bool {
		path := strings.ToLower(pathOf(url))
		for _, p := range list {
			if strings.HasPrefix(path, p) && (p != "/legacy" || strings.HasPrefix(host, "upload.") || strings.HasPrefix(host, "test.")) {
				return true
			}
		}
		return false
	}
}
