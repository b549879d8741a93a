"""Pages of our own that expose the interfaces, marks and records of managers that only their makers serve.

Each manager comes twice: with words that nobody can read, so that its interface has to be used, and with plain words
and no way back on the page but that interface.
"""

# ruff: noqa: E501 - a manager's interface on a line reads better

from __future__ import annotations

from dataclasses import dataclass

from tests.banners.forms import BAR
from tests.banners.site import NO, YES, BannerSite, page


@dataclass(frozen=True, slots=True, kw_only=True)
class Imitation:
    """One manager: the mark that its banner carries, how it keeps an answer, and its interface."""

    mark: str
    """Attributes of the banner's element."""
    read: str
    """JavaScript that returns [preferences, statistics, marketing] as held, or null; `cookie(name)` is at hand."""
    write: str
    """JavaScript that keeps `flags`, an object of the three; `keep(name, value)` is at hand."""
    interface: str
    """JavaScript that makes its interface of `decide(preferences, statistics, marketing)`, `show()` and `held`."""
    reopens: bool = True
    declared: tuple[str, ...] = ()
    answers: bool = True
    """Its interface takes answers."""


SCRIPT = """<script>{
const cookie = (name) => { const found = document.cookie.split('; ').find((pair) => pair.startsWith(name + '=')); return found ? decodeURIComponent(found.slice(name.length + 1)) : null; };
const keep = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=9999999`; };
const box = document.getElementById('b'), names = ['preferences', 'statistics', 'marketing'];
let held = null; try { held = (() => { READ })(); } catch { held = null; }
const obey = () => { const given = names.filter((name, at) => held[at]); fetch('/seen?given=' + given.join(','), { keepalive: true }); for (const name of given) new Image().src = `/t/${name}.gif`; };
const show = () => { box.hidden = false; };
const decide = (...all) => { held = all.map(Boolean); const flags = Object.fromEntries(names.map((name, at) => [name, held[at]])); WRITE; box.hidden = true; obey(); };
setTimeout(() => { INTERFACE; if (held) obey(); else show(); }, 200);
document.getElementById('accept').onclick = () => decide(true, true, true);
document.getElementById('reject').onclick = () => decide(false, false, false);
}</script>"""

JSON_COOKIE = "const all = JSON.parse(cookie('{0}')); return all && {1};"

IMITATIONS: dict[str, Imitation] = {
    "cookiebot": Imitation(
        declared=("_ga", "_fbp"),
        mark='id="CybotCookiebotDialog"',
        read="const said = cookie('CookieConsent'); return said && names.map((name) => said.includes(name + ':true'));",
        write="keep('CookieConsent', `{stamp:'a==',necessary:true,preferences:${flags.preferences},statistics:${flags.statistics},marketing:${flags.marketing},ver:1}`)",
        interface="""window.Cookiebot = { get hasResponse() { return held !== null; }, get consent() { return held && { preferences: held[0], statistics: held[1], marketing: held[2] }; }, submitCustomConsent: decide, renew: show };
window.CookieConsentDialog = { cookieTableStatistics: [['_ga', 'google.com', 'Registers a unique ID.', '2 years', 'HTTP Cookie']], cookieTableAdvertising: [['_fbp', 'Meta', 'Shows advertising.', '3 months', 'HTTP Cookie']] }""",
    ),
    "onetrust": Imitation(
        declared=("OptanonConsent", "_ga"),
        mark='id="onetrust-banner-sdk" class="otFlat"',
        read="const said = cookie('OptanonConsent'); return said && ['C0003', 'C0002', 'C0004'].map((name) => said.includes(name + ':1'));",
        write="keep('OptanonConsent', `datestamp=x&version=6.1&groups=C0001:1,C0002:${+flags.statistics},C0003:${+flags.preferences},C0004:${+flags.marketing}`); keep('OptanonAlertBoxClosed', '2026-01-01')",
        interface="""window.OneTrust = { AllowAll: () => decide(1, 1, 1), RejectAll: () => decide(0, 0, 0), ToggleInfoDisplay: show, IsAlertBoxClosed: () => held !== null,
  GetDomainData: () => ({ Groups: [{ Status: 'always active', OptanonGroupId: 'C0001', GroupName: 'Necessary', FirstPartyCookies: [{ Name: 'OptanonConsent', Host: 'shop.example', description: 'Keeps the choice.', Length: '365', IsSession: false }] }, { Status: 'inactive', OptanonGroupId: 'C0002', GroupName: 'Performance', Hosts: [{ HostName: 'google.com', Cookies: [{ Name: '_ga', description: 'Counts visits.', Length: '730' }] }] }, { Status: 'inactive', OptanonGroupId: 'C0004', GroupName: 'Targeting' }] }) };
Object.defineProperty(window, 'OnetrustActiveGroups', { get: () => ',C0001,' + (held && held[1] ? 'C0002,C0004,' : '') })""",
    ),
    "cookie-information": Imitation(
        mark='id="coi-banner-wrapper" class="coi-banner__wrapper"',
        read=JSON_COOKIE.format(
            "CookieInformationConsent",
            "['functional', 'statistic', 'marketing'].map((name) => all.consents_approved.includes('cookie_cat_' + name))",
        ),
        write="const cats = ['functional', 'statistic', 'marketing'].map((name) => 'cookie_cat_' + name); keep('CookieInformationConsent', JSON.stringify({ consents_approved: ['cookie_cat_necessary', ...cats.filter((_, at) => held[at])], consents_denied: cats.filter((_, at) => !held[at]) }))",
        interface="window.CookieInformation = { submitAllCategories: () => decide(1, 1, 1), declineAllCategories: () => decide(0, 0, 0), getConsentGivenFor: (name) => held[['cookie_cat_functional', 'cookie_cat_statistic', 'cookie_cat_marketing'].indexOf(name)] }; window.CookieConsent = { renew: show }",
    ),
    "usercentrics": Imitation(
        declared=("_pk_id",),
        mark='id="usercentrics-root" data-testid="uc-container"',
        read="const all = JSON.parse(localStorage.getItem('uc_settings')); return all && all.services.slice(1).map((item) => item.status);",
        write="localStorage.setItem('uc_settings', JSON.stringify({ controllerId: 'x', services: [{ id: 'essential', name: 'Shop', categorySlug: 'essential', status: true }, ...names.map((name) => ({ id: name, name, categorySlug: name, status: flags[name] }))] }))",
        interface="""window.UC_UI = { isInitialized: () => true, isConsentRequired: () => held === null, acceptAllConsents: async () => decide(1, 1, 1), denyAllConsents: async () => decide(0, 0, 0), closeCMP: () => { box.hidden = true; }, showSecondLayer: show,
  getServicesBaseInfo: () => names.map((name, at) => ({ name, isEssential: false, consent: { status: held[at] } })),
  getServicesFullInfo: async () => [{ name: 'Matomo', description: 'Counts visits.', categorySlug: 'functional', processingCompany: { name: 'InnoCraft' }, deviceStorage: { disclosures: [{ identifier: '_pk_id', type: 'cookie', maxAgeSeconds: 33696000 }] } }] }""",
    ),
    "didomi": Imitation(
        mark='id="didomi-host" class="didomi-popup"',
        read="const said = cookie('didomi_token'); return said && names.map((name) => JSON.parse(atob(said)).purposes.enabled.includes(name));",
        write="keep('didomi_token', btoa(JSON.stringify({ user_id: 'x', purposes: { enabled: names.filter((_, at) => held[at]), disabled: names.filter((_, at) => !held[at]) } })))",
        interface="window.Didomi = { setUserAgreeToAll: () => decide(1, 1, 1), setUserDisagreeToAll: () => decide(0, 0, 0), preferences: { show }, shouldConsentBeCollected: () => held === null, getCurrentUserStatus: () => ({ purposes: Object.fromEntries(names.map((name, at) => [name, { enabled: held[at] }])) }) }",
    ),
    "cookiefirst": Imitation(
        mark='class="cookiefirst-root cookiefirst-banner"',
        read=JSON_COOKIE.format("cookiefirst-consent", "[all.functional, all.performance, all.advertising]"),
        write="keep('cookiefirst-consent', JSON.stringify({ necessary: true, functional: flags.preferences, performance: flags.statistics, advertising: flags.marketing }))",
        interface="window.CookieFirst = { acceptAllCategories: () => decide(1, 1, 1), declineAllCategories: () => decide(0, 0, 0), openPanel: show, get consent() { return held && { necessary: true, functional: held[0], performance: held[1], advertising: held[2] }; } }",
    ),
    "cookie-script": Imitation(
        mark='id="cookiescript_injected"',
        read=JSON_COOKIE.format("CookieScriptConsent", "Array(3).fill(all.action === 'accept')"),
        write="keep('CookieScriptConsent', JSON.stringify({ action: flags.marketing ? 'accept' : 'reject', categories: flags.marketing ? '[\"performance\",\"targeting\",\"functionality\"]' : '[]' }))",
        interface="window.CookieScript = { instance: { acceptAllAction: () => decide(1, 1, 1), rejectAllAction: () => decide(0, 0, 0), show, currentState: () => held ? { action: held[2] ? 'accept' : 'reject', categories: held[2] ? ['performance', 'targeting', 'functionality'] : [] } : {} } }",
    ),
    "cookieyes": Imitation(
        declared=("_ga",),
        mark='class="cky-consent-container cky-box-bottom-left"',
        read="const said = cookie('cookieyes-consent'); return said && ['functional', 'analytics', 'advertisement'].map((name) => said.includes(name + ':yes'));",
        write="keep('cookieyes-consent', `consentid:x,consent:${flags.marketing ? 'yes' : 'no'},action:yes,necessary:yes,` + ['functional', 'analytics', 'advertisement'].map((name, at) => `${name}:${held[at] ? 'yes' : 'no'}`).join(','))",
        interface="""window.performBannerAction = (act) => decide(...Array(3).fill(act === 'accept_all')); window.revisitCkyConsent = show;
window.getCkyConsent = () => ({ isUserActionCompleted: held !== null, categories: { functional: held?.[0], analytics: held?.[1], advertisement: held?.[2] } });
window._ckyStore = { _categories: [{ name: 'Analytics', slug: 'analytics', cookies: [{ cookieID: '_ga', domain: '.shop.example', duration: '1 year 1 month', description: 'Counts visits.' }] }] }""",
    ),
    "complianz": Imitation(
        mark='id="cmplz-cookiebanner-container" class="cmplz-cookiebanner"',
        read="return cookie('cmplz_banner-status') && names.map((name) => cookie('cmplz_' + name) === 'allow');",
        write="for (const name of names) keep('cmplz_' + name, flags[name] ? 'allow' : 'deny'); keep('cmplz_banner-status', 'dismissed')",
        interface="window.cmplz_accept_all = () => decide(1, 1, 1); window.cmplz_deny_all = () => decide(0, 0, 0); window.cmplz_has_consent = (name) => held[names.indexOf(name)]",
        reopens=False,
    ),
    "piwik-pro": Imitation(
        mark='id="ppms_cm_popup_overlay"',
        read=JSON_COOKIE.format(
            "ppms_privacy_x",
            "['personalization', 'analytics', 'remarketing'].map((name) => all.consents[name].status === 1)",
        ),
        write="keep('ppms_privacy_x', JSON.stringify({ visitorId: 'x', consents: { personalization: { status: +flags.preferences }, analytics: { status: +flags.statistics }, remarketing: { status: +flags.marketing } } }))",
        interface="""const types = ['personalization', 'analytics', 'remarketing']; window.ppms = { cm: { api: (act, one, two) => ({ getComplianceTypes: () => one(types), openConsentForm: show,
  setComplianceSettings: () => decide(...types.map((name) => one.consents[name].status)), getComplianceSettings: () => one({ consents: Object.fromEntries(types.map((name, at) => [name, { status: held ? +held[at] : -1 }])) }) })[act]() } }""",
    ),
    "osano": Imitation(
        mark='class="osano-cm-window osano-cm-dialog"',
        read="const all = JSON.parse(localStorage.getItem('osano_consentmanager_x')); return all && ['PERSONALIZATION', 'ANALYTICS', 'MARKETING'].map((name) => all[name] === 'ACCEPT');",
        write="const word = (yes) => yes ? 'ACCEPT' : 'DENY'; localStorage.setItem('osano_consentmanager_x', JSON.stringify({ ESSENTIAL: 'ACCEPT', PERSONALIZATION: word(held[0]), ANALYTICS: word(held[1]), MARKETING: word(held[2]) }))",
        interface="window.Osano = { cm: { acceptAll: () => decide(1, 1, 1), denyAll: () => decide(0, 0, 0), showDrawer: show, getConsent: () => JSON.parse(localStorage.getItem('osano_consentmanager_x')) } }",
    ),
    "civic": Imitation(
        mark='id="ccc-notify" class="ccc-notify"',
        read=JSON_COOKIE.format("CookieControl", "names.map((name) => all.optionalCookies[name] === 'accepted')"),
        write="keep('CookieControl', JSON.stringify({ necessaryCookies: [], optionalCookies: Object.fromEntries(names.map((name) => [name, flags[name] ? 'accepted' : 'revoked'])), interactedWith: true }))",
        interface="window.CookieControl = { acceptAll: () => decide(1, 1, 1), rejectAll: () => decide(0, 0, 0), open: show, get interacted() { return held !== null; }, getAllCategories: () => names.map((name) => ({ name })), getCategoryConsent: (at) => held[at] }",
    ),
    "shopify": Imitation(
        mark='id="shopify-pc__banner" class="shopify-pc__banner__dialog"',
        read=JSON_COOKIE.format("_tracking_consent", "[all.purposes.p, all.purposes.a, all.purposes.m]"),
        write="keep('_tracking_consent', JSON.stringify({ v: '2.1', purposes: { p: flags.preferences, a: flags.statistics, m: flags.marketing } }))",
        interface="const word = (at) => held ? (held[at] ? 'yes' : 'no') : ''; window.Shopify = { customerPrivacy: { setTrackingConsent: ({ preferences, analytics, marketing }) => decide(preferences, analytics, marketing), currentVisitorConsent: () => ({ preferences: word(0), analytics: word(1), marketing: word(2) }) } }; window.privacyBanner = { showPreferences: show }",
    ),
    "hubspot": Imitation(
        mark='id="hs-eu-cookie-confirmation"',
        read="const said = cookie('__hs_cookie_cat_pref'); return said && said.split(',').map((part) => part.endsWith('true'));",
        write="keep('__hs_cookie_cat_pref', names.map((name, at) => `${at + 1}:${flags[name]}`).join(','))",
        interface="window._hsp = { push: ([act, one]) => ({ showBanner: show, setHubSpotConsent: () => decide(one.functionality, one.analytics, one.advertisement), addPrivacyConsentListener: () => held && one({ categories: { functionality: held[0], analytics: held[1], advertisement: held[2] } }) })[act]() }",
    ),
    "consentmanager": Imitation(
        mark='id="cmpbox" class="cmpbox cmpstyleroot"',
        read="const said = cookie('__cmpconsent1'); return said && said.split('.').map((part) => part === '1');",
        write="keep('__cmpconsent1', names.map((name) => +flags[name]).join('.'))",
        interface="""window.cmp_id = 1; window.__cmp = (act, one) => ({ setConsent: () => decide(one, one, one), showScreen: show, getCMPData: () => ({ userChoiceExists: held !== null,
  purposeConsents: {}, customPurposeConsents: Object.fromEntries(names.map((name, at) => [name, held?.[at]])) }) })[act]()""",
    ),
    "termly": Imitation(
        mark='class="termly-styles-root t-consentPrompt"',
        read="const all = JSON.parse(localStorage.getItem('TERMLY_COOKIE_CONSENT')); return all && [all.performance, all.analytics, all.advertising];",
        write="localStorage.setItem('TERMLY_COOKIE_CONSENT', JSON.stringify({ essential: true, performance: flags.preferences, analytics: flags.statistics, advertising: flags.marketing }))",
        interface="window.displayPreferenceModal = show; window.Termly = { getConsentState: () => held && { essential: true, performance: held[0], analytics: held[1], advertising: held[2] } }",
        answers=False,
    ),
    "iubenda": Imitation(
        mark='id="iubenda-cs-banner"',
        read=JSON_COOKIE.format("_iub_cs-123", "['3', '4', '5'].map((name) => all.purposes[name])"),
        write="keep('_iub_cs-123', JSON.stringify({ timestamp: '2026-01-01', version: '1.2.4', purposes: { 1: true, 3: flags.preferences, 4: flags.statistics, 5: flags.marketing }, id: 123 }))",
        interface="window._iub = { cs: { api: { openPreferences: show }, get consent() { return held && { purposes: { 3: held[0], 4: held[1], 5: held[2] } }; } } }",
        answers=False,
    ),
    "axeptio": Imitation(
        mark='id="axeptio_overlay"',
        read=JSON_COOKIE.format("axeptio_cookies", "['intercom', 'matomo', 'meta'].map((name) => all[name])"),
        write="keep('axeptio_cookies', JSON.stringify({ $$token: 'x', $$date: '2026-01-01', $$completed: true, intercom: flags.preferences, matomo: flags.statistics, meta: flags.marketing }))",
        interface="window.openAxeptioCookies = show; window.axeptioSDK = {}",
        answers=False,
    ),
}

TEXT = "We use cookies to count visits and to show advertising."


def imitations(every: int = 1) -> list[BannerSite]:
    """Return the sites, two a manager; with plain words each `every`-th, and all that take no answers."""
    chosen = list(IMITATIONS.items())
    plain = [worded(name, known) for at, (name, known) in enumerate(chosen) if at % every == 0 or not known.answers]
    return [mute(name, known) for name, known in IMITATIONS.items() if known.answers] + plain


def mute(name: str, known: Imitation) -> BannerSite:
    """Return the manager with words that nobody can read."""
    return BannerSite(name=f"{name}-mute", pages={"/": _page(known, "Zzyzx", "Qwrty")}, manager=name)


def worded(name: str, known: Imitation) -> BannerSite:
    """Return the manager with plain words; only its interface opens the choice again."""
    return BannerSite(
        name=name, pages={"/": _page(known, "Accept all", "Reject all")}, manager=name, declared=known.declared,
        withdraw=YES if known.reopens else NO,
    )  # fmt: skip


def _page(known: Imitation, accept: str, reject: str) -> str:
    banner = f'<div style="{BAR}" hidden {known.mark} data-b><p>{TEXT}</p><button id="accept">{accept}</button> <button id="reject">{reject}</button></div>'
    script = SCRIPT.replace("READ", known.read).replace("WRITE", known.write).replace("INTERFACE", known.interface)
    return page(
        banner + script.replace("document.getElementById('b')", "document.querySelector('[data-b]')"), kit=False
    )
