"""Which pages a visit goes on to."""

from __future__ import annotations

import pytest

from crawler.browser.links import BUTTON, PageLink, choose_subpages, page_links
from crawler.browser.page_kinds import page_kind

HOME = "https://www.shop.se/"


def of_kind(*texts_and_paths: tuple[str, str]) -> list[PageLink]:
    return [PageLink(text, f"https://www.shop.se{path}", "main") for text, path in texts_and_paths]


def links(*paths: str, region: str = "main") -> list[PageLink]:
    return [
        PageLink("text", path if not path.startswith("/") else f"https://www.shop.se{path}", region) for path in paths
    ]


def test_pages_of_different_folders_come_before_a_second_of_one() -> None:
    found = links("/produkter/a", "/produkter/b", "/om-oss", "/blogg/1")
    assert choose_subpages(found, HOME, 3) == tuple(
        f"https://www.shop.se{path}" for path in ("/produkter/a", "/blogg/1", "/om-oss")
    )
    assert choose_subpages(found, HOME, 9)[-1].endswith("/produkter/b")


def test_one_page_of_each_kind_comes_first() -> None:
    found = of_kind(
        ("Om oss", "/om"),
        ("Historia", "/historia"),
        ("Nyheter", "/n/1"),
        ("Se filmen", "/upplev"),
        ("Priser", "/vad-det-kostar"),
        ("Ring eller skriv", "/kontakt"),
        ("Boka demo", "/boka"),
    )
    assert [url[19:] for url in choose_subpages(found, HOME, 5)] == [
        "/kontakt",
        "/vad-det-kostar",
        "/upplev",
        "/n/1",
        "/om",
    ]


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("Επικοινωνία", "/p/7", "contact"),
        ("Yhteystiedot", "/p/7", "contact"),
        ("", "/sv/kontakta-oss", "contact"),
        ("Vår webbutik", "/p", "shop"),
        ("Precios", "/p", "shop"),
        ("Prêt-à-porter", "/p", None),
        ("Aktualności", "/p", "article"),
        ("Webinars", "/p", "video"),
        ("Workshop", "/restore", None),
        ("", "/%E7%94%BB", None),
    ],
)
def test_words_tell_the_kind_of_a_page(text: str, path: str, kind: str | None) -> None:
    assert page_kind(text, f"https://www.shop.se{path}") == kind


def test_a_language_folder_does_not_make_pages_alike() -> None:
    found = links("/sv/produkter/a", "/sv/produkter/b", "/sv/kontakt")
    assert [url[19:] for url in choose_subpages(found, HOME, 2)] == ["/sv/kontakt", "/sv/produkter/a"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/logout",
        "/konto/logga-ut",
        "/account?action=log-out",
        "/inloggen",
        "/villkor.pdf",
        "/bild.JPG",
        "/cart/add?id=1",
        "/kassa",
        "https://other.se/x",
        "mailto:a@shop.se",
        "/wp-admin/",
    ],
)
def test_links_that_act_lead_away_or_are_no_page_are_left_out(path: str) -> None:
    assert choose_subpages(links(path), HOME, 5) == ()


@pytest.mark.parametrize(
    "path", ["/blog/logistics", "/apikultur", "/cartoons", "/loggbok", "/printers", "/tryckeri/kassaskåp"]
)
def test_words_that_only_contain_such_a_word_stay(path: str) -> None:
    assert len(choose_subpages(links(path), HOME, 5)) == 1


def test_other_hosts_of_the_site_come_last_and_footer_links_after_the_rest() -> None:
    found = [*links("https://help.shop.se/x"), *links("/villkor", region="footer"), *links("/produkter")]
    assert [url[8:] for url in choose_subpages(found, HOME, 3)] == [
        "www.shop.se/produkter",
        "www.shop.se/villkor",
        "help.shop.se/x",
    ]


def test_links_are_bounded_absolute_and_without_repeats_the_banner_s_first() -> None:
    read = [["  Om \n oss ", "/om#top", "main"], ["Om oss", "/om", "main"], ["x" * 999, "https://[bad", "main"]]
    found = page_links(read, HOME, [("Läs mer", "https://www.shop.se/cookies")])
    assert found == (
        PageLink("Läs mer", "https://www.shop.se/cookies", "banner"),
        PageLink("Om oss", "https://www.shop.se/om", "main"),
    )


def test_a_page_that_gives_nonsense_has_no_links() -> None:
    assert page_links(None, HOME) == ()


def test_where_buttons_lead_is_gone_to_only_where_there_are_no_links() -> None:
    buttons = links("/fi/", "/sv/", region=BUTTON)
    assert choose_subpages(buttons, HOME, 3) == ("https://www.shop.se/fi/", "https://www.shop.se/sv/")
    assert choose_subpages([*buttons, *links("/om-oss")], HOME, 3) == ("https://www.shop.se/om-oss",)
