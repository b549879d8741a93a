"""Which pages a visit goes on to."""

from __future__ import annotations

import pytest

from crawler.browser.links import PageLink, choose_subpages, page_links

HOME = "https://www.shop.se/"


def links(*paths: str, region: str = "main") -> list[PageLink]:
    return [
        PageLink("text", path if not path.startswith("/") else f"https://www.shop.se{path}", region) for path in paths
    ]


def test_pages_of_different_folders_come_before_a_second_of_one() -> None:
    found = links("/produkter/a", "/produkter/b", "/om-oss", "/blogg/1")
    assert choose_subpages(found, HOME, 3) == tuple(
        f"https://www.shop.se{path}" for path in ("/produkter/a", "/om-oss", "/blogg/1")
    )
    assert choose_subpages(found, HOME, 9)[-1].endswith("/produkter/b")


def test_a_language_folder_does_not_make_pages_alike() -> None:
    found = links("/sv/produkter/a", "/sv/produkter/b", "/sv/kontakt")
    assert [url[19:] for url in choose_subpages(found, HOME, 2)] == ["/sv/produkter/a", "/sv/kontakt"]


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
