"""The texts that rules rest on. A URL stands only where it leads to the official text itself."""

from __future__ import annotations

from audits.model import Reference

_GDPR = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"

EPRIVACY_5_3 = Reference(
    title="Directive 2002/58/EC (ePrivacy) as amended, Article 5(3): storing and reading on a terminal needs consent",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:02002L0058-20091219",
)
_EDPB = "https://www.edpb.europa.eu/our-work-tools/our-documents"
EDPB_2_2023 = Reference(
    title="EDPB Guidelines 2/2023 on the technical scope of Article 5(3) of the ePrivacy Directive",
    url=f"{_EDPB}/guidelines/guidelines-22023-technical-scope-art-53-eprivacy-directive_en",
)
EDPB_05_2020 = Reference(
    title="EDPB Guidelines 05/2020 on consent under Regulation 2016/679",
    url=f"{_EDPB}/guidelines/guidelines-052020-consent-under-regulation-2016679_en",
)
TASKFORCE = Reference(
    title="EDPB, Report of the work undertaken by the Cookie Banner Taskforce (17 January 2023)",
    url=f"{_EDPB}/other/report-work-undertaken-cookie-banner-taskforce_en",
)
SE_LEK_9_28 = Reference(
    title="Sweden: lag (2022:482) om elektronisk kommunikation, 9 kap. 28 §",
    url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/"
    "lag-2022482-om-elektronisk-kommunikation_sfs-2022-482/",
)
SE_PTS = Reference(
    title="Sweden: PTS on cookies (Kakor)",
    url="https://pts.se/internet-och-telefoni/kakor-cookies/",
)
NL_TW_11_7A = Reference(
    title="Netherlands: Telecommunicatiewet, artikel 11.7a", url="https://wetten.overheid.nl/BWBR0009950/"
)
NL_AP = Reference(
    title="Netherlands: Autoriteit Persoonsgegevens on cookies and cookie banners",
    url="https://www.autoriteitpersoonsgegevens.nl/themas/internet-slimme-apparaten/cookies",
)
FR_LIL_82 = Reference(
    title="France: loi n° 78-17 Informatique et Libertés, article 82",
    url="https://www.legifrance.gouv.fr/loda/article_lc/LEGIARTI000037813978",
)
UK_PECR_6 = Reference(
    title="United Kingdom: Privacy and Electronic Communications Regulations 2003, regulation 6",
    url="https://www.legislation.gov.uk/uksi/2003/2426/regulation/6",
)
CNIL_2020_091 = Reference(
    title="CNIL, délibération n° 2020-091 (lignes directrices cookies et autres traceurs)",
    url="https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000042388179",
)
CNIL_2020_092 = Reference(
    title="CNIL, délibération n° 2020-092 (recommandation cookies et autres traceurs)",
    url="https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000042388197",
)
WP194 = Reference(
    title="Article 29 Working Party, Opinion 04/2012 on Cookie Consent Exemption (WP 194)",
    url="https://ec.europa.eu/justice/article-29/documentation/opinion-recommendation/files/2012/wp194_en.pdf",
)
WP260 = Reference(
    title="Article 29 Working Party, Guidelines on transparency (WP 260 rev.01), paragraph 13: in the language of "
    "those who are addressed",
    url="https://ec.europa.eu/newsroom/article29/items/622227",
)
PLANET49 = Reference(
    title="CJEU C-673/17 Planet49: pre-ticked boxes are no consent; lifetime and third parties must be told",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:62017CJ0673",
)
META_C_252_21 = Reference(
    title="CJEU C-252/21 Meta Platforms, paragraph 117: personalised advertising does not rest on legitimate interest",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:62021CJ0252",
)
SCHREMS_II = Reference(
    title="CJEU C-311/18 Schrems II: the Privacy Shield decision is invalid",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:62018CJ0311",
)
GDPR_5_1_A = Reference(title="GDPR, Article 5(1)(a): lawfulness, fairness and transparency", url=_GDPR)
GDPR_7_2 = Reference(title="GDPR, Article 7(2): a request for consent must be intelligible", url=_GDPR)
GDPR_7_3 = Reference(title="GDPR, Article 7(3): withdrawing consent is as easy as giving it", url=_GDPR)
GDPR_7_4 = Reference(title="GDPR, Article 7(4): consent must be freely given", url=_GDPR)
GDPR_5_1_CF = Reference(title="GDPR, Articles 5(1)(c), 5(1)(f) and 32: no more data than needed, kept safe", url=_GDPR)
GDPR_13_1_A = Reference(title="GDPR, Article 13(1)(a): identity and contact details of the controller", url=_GDPR)
GDPR_44 = Reference(title="GDPR, Articles 44 to 49: transfers to third countries", url=_GDPR)
GDPR_12_13 = Reference(title="GDPR, Articles 12 and 13: information to be provided", url=_GDPR)
OWN_WORDS = Reference(title="The site's own policy (the quoted statement); GDPR, Article 5(1)(a)", url=_GDPR)

PRIOR_CONSENT = (EPRIVACY_5_3, EDPB_2_2023, SE_LEK_9_28, NL_TW_11_7A, FR_LIL_82, UK_PECR_6)
"""What storing before consent goes against."""
