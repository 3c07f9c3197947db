"""Which of the services that Apprise knows may be saved: those that are asked over HTTP, where our guard sees all.
A test holds this list against Apprise."""

_NAMES = """
46elks acs apprise apprises atalk awswhatsapp azure bale bark barks betterstack bluesky brevo bsky bulksms
bulkvs burstsms chanify clickatell clicksend cliq cm d7sms dapnet dingtalk discord dot eight00com elks emby
embys enigma2 enigma2s evolution evolutions exotel fcm feishu firehydrant flock flowtriq flowtriqs fluxer
fluxers form forms freemobile gchat github goalert goalerts gorush gorushs gotify gotifys groundmail groupme
gupshup hassio hassios httpsms humhub humhubs ifttt ilert incidentio infobip instagram jira join json jsons
kakao kakaotalk kaleyra kavenegar klr kodi kodis kook kudosity kumulos lametric lametrics lark lauther lfg line
mailersend mailgun mastodon mastodons matrix matrixs misskey misskeys mmost mmosts mobilemessage mobilemsg msg91
msgbird ncloud nclouds nctalk nctalks nexmo nostr notica noticas notifiarr notifico notificos notifyapp notifyre
ntfy ntfys o365 octopush onebot onebots onesignal opsgenie opsimate opsimates pagerduty pagertree parsep parseps
pbul pinglet pinglets pingram pjet pjets plivo postmark pover prowl psafer psafers push pushdeer pushdeers
pushed pushme pushplus pushward pushy qq reddit resend revolt ringc rocket rockets ryver schan sendgrid
sendpulse serwersms ses session sessions seven sfr signal signalgrid signals signl4 simplepush sinch slack smsc
smseagle smseagles smsmanager smsmgr smstunnel smtp2go sns sogs sparkpost spike splunk spugpush spush squadcast
stackfield strmlabs synology synologys telesign telnyx tgram threema toot toots trigv trigvs tweet twilio twist
twitter vapid viber victorops voipms vonage webex wechat wecom wecombot whapi whatsapp workflow workflows wpush
wxpusher wxteams x xbmc xbmcs xmatters xml xmls youlmk zalo zcliq zohocliq zoom zulip
"""
HTTP_SERVICES = frozenset(_NAMES.split())
# Addresses that a service gives out itself, such as https://discord.com/api/webhooks/…: Apprise knows whose they are.
_NATIVE = frozenset({"http", "https"})
# What these say appears on the machine that ArgusAI runs on, or in a file of it.
_HERE = frozenset({"blink1", "dbus", "file", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows"})
# The host in them is always one, never a topic or a token.
HOSTED = frozenset({"form", "forms", "json", "jsons", "xml", "xmls"})


def service_of(url: str) -> str:
    return url.partition("://")[0].strip().lower()


def refusal(url: str) -> str:
    """Why this address is not saved; empty: it may be."""
    service = service_of(url)
    if "://" not in url or not service:
        return "Write the service first, such as ntfy://topic"
    if service in HTTP_SERVICES or service in _NATIVE:
        return ""
    if service in _HERE:
        return f"{service}:// acts on the machine that ArgusAI runs on, and tells nobody. Choose another service"
    if service in {"mailto", "mailtos"}:
        return "Mails have a kind of their own. Choose E-mail instead"
    return f"{service[:20]}:// is no service that ArgusAI can ask over HTTP. Choose another, such as ntfy://topic"
