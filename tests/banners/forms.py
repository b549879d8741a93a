"""The kinds of markup that banners are made of. A form takes words and returns what its page holds."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORDS = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """What a banner says in one language."""

    language: str
    sentence: str
    accept: str
    reject: str
    settings: str
    save: str
    back: str
    """The link that reopens the choice."""
    categories: tuple[str, str, str]
    """Necessary, statistics, marketing."""


def words() -> dict[str, Words]:
    """Return the words of every language."""
    data = tomllib.loads(WORDS.read_text("utf-8"))
    return {code: Words(code, **{**entry, "categories": tuple(entry["categories"])}) for code, entry in data.items()}


BAR = "position:fixed;left:0;right:0;bottom:0;background:#eef;padding:20px;z-index:50"
BOX = "position:fixed;left:50%;top:50%;width:520px;margin:-160px 0 0 -260px;background:#fff;padding:24px;z-index:60"


def started(root: str = "document.getElementById('b')", show: str = "box.hidden = false", hide: str = "") -> str:
    """Return the script that shows a banner unless it was answered."""
    hide = hide or "box.hidden = true"
    return (
        f"<script>{{ const box = {root}; kit.bind(box, () => {{ {hide} }}); kit.start(() => {{ {show} }}); }}</script>"
    )


def buttons(words: Words, *, reject: bool = True, settings: bool = False, tag: str = "button") -> str:
    """Return a row of controls. `tag`: button, input, a, role, span or javascript (links of that scheme)."""
    shapes = {
        "button": '<button id="{act}" data-do="{act}">{text}</button>',
        "input": '<input type="button" id="{act}" data-do="{act}" value="{text}">',
        "a": '<a href="#" id="{act}" data-do="{act}">{text}</a>',
        "role": '<div role="button" tabindex="0" id="{act}" data-do="{act}">{text}</div>',
        "span": '<span style="cursor:pointer" id="{act}" data-do="{act}">{text}</span>',
        "javascript": '<a href="javascript:void(0)" id="{act}" data-do="{act}">{text}</a>',
    }
    offered = [("accept", words.accept)]
    offered += [("reject", words.reject)] if reject else []
    offered += [("settings", words.settings)] if settings else []
    return " ".join(shapes[tag].format(act=act, text=text) for act, text in offered)


def choices(words: Words, *, kind: str = "checkbox", ticked: bool = True) -> str:
    """Return the three categories as checkboxes or switches; the first can't be changed."""
    rows = []
    for name, label in zip(("necessary", "statistics", "marketing"), words.categories, strict=True):
        fixed = name == "necessary"
        on = ticked or fixed
        if kind == "switch":
            state = f'aria-checked="{str(on).lower()}"' + (" disabled" if fixed else "")
            rows.append(
                f'<p>{label} <button role="switch" {state} id="c-{name}" data-category="{name}" aria-label="{label}" '
                'style="width:40px;height:20px"></button></p>'
            )
        else:
            state = ("checked " if on else "") + ("disabled" if fixed else "")
            rows.append(
                f'<p><label><input type="checkbox" id="c-{name}" data-category="{name}" {state}> {label}</label></p>'
            )
    return "".join(rows)


def layers(
    words: Words, *, reject: bool = False, kind: str = "checkbox", ticked: bool = True, tag: str = "button"
) -> str:
    """Return a first layer with settings, and a second with the categories."""
    return (
        f'<div data-layer="1"><p>{words.sentence}</p>{buttons(words, reject=reject, settings=True, tag=tag)}</div>'
        f'<div data-layer="2" hidden><h2>{words.back}</h2>{choices(words, kind=kind, ticked=ticked)}'
        f'<button id="save" data-do="save">{words.save}</button> <button id="all" data-do="accept">{words.accept}</button></div>'
    )


def bar(words: Words, tag: str = "button") -> str:
    """Return a bar at the foot of the page."""
    return f'<div id="b" style="{BAR}" hidden><p>{words.sentence}</p>{buttons(words, tag=tag)}</div>' + started()


def top_bar(words: Words) -> str:
    """Return a bar of links in the page's flow, at its top."""
    inner = f'<div id="b" hidden style="padding:12px;background:#ffd"><p>{words.sentence}</p>{buttons(words, tag="a")}</div>'
    return inner + "<script>document.body.prepend(document.getElementById('b'))</script>" + started()


def dialog(words: Words) -> str:
    """Return a modal <dialog>."""
    return f'<dialog id="b"><p>{words.sentence}</p>{buttons(words)}</dialog>' + started(
        show="box.showModal()", hide="box.close()"
    )


def popover(words: Words) -> str:
    """Return a popover in the top layer."""
    return f'<div id="b" popover="manual"><p>{words.sentence}</p>{buttons(words, tag="input")}</div>' + started(
        show="box.showPopover()", hide="box.hidePopover()"
    )


def wall(words: Words) -> str:
    """Return a wall over the whole page, which can't be scrolled until it is answered."""
    style = "position:fixed;inset:0;background:#fff;z-index:999;padding:15%"
    return f'<div id="b" style="{style}" hidden><p>{words.sentence}</p>{buttons(words, tag="role")}</div>' + started(
        show="box.hidden = false; document.body.style.overflow = 'hidden'",
        hide="box.hidden = true; document.body.style.overflow = ''",
    )


def shadow(words: Words, mode: str) -> str:
    """Return a custom element whose shadow root holds the banner."""
    inner = f'<div style="{BAR}"><p>{words.sentence}</p>{buttons(words)}</div>'
    return f"""<x-notice id="b" hidden></x-notice><script>{{
const host = document.getElementById('b'), box = host.attachShadow({{ mode: '{mode}' }});
box.innerHTML = `{inner}`;
kit.bind(box, () => host.remove()); kit.start(() => {{ host.hidden = false; }}); }}</script>"""


def switches(words: Words) -> str:
    """Return two layers with switches."""
    return f'<section id="b" role="dialog" style="{BOX}" hidden>{layers(words, kind="switch")}</section>' + started()


def boxes(words: Words) -> str:
    """Return two layers with ticked checkboxes."""
    return f'<div id="b" style="{BAR}" hidden>{layers(words)}</div>' + started()


def unticked(words: Words) -> str:
    """Return two layers with checkboxes that are not ticked, and links for controls."""
    return f'<aside id="b" style="{BOX}" hidden>{layers(words, ticked=False, tag="javascript")}</aside>' + started()


def reopened(words: Words) -> str:
    """Return a bar that a link in the footer brings back."""
    link = f'<footer style="margin-top:900px"><a href="#" id="back">{words.back}</a></footer>'
    again = "<script>document.getElementById('back').onclick = (event) => { event.preventDefault(); document.getElementById('b').hidden = false; }</script>"
    return bar(words, "span") + link + again


FORMS: dict[str, Callable[[Words], str]] = {
    "bar": bar,
    "boxes": boxes,
    "closed-shadow": lambda words: shadow(words, "closed"),
    "dialog": dialog,
    "popover": popover,
    "reopened": reopened,
    "shadow": lambda words: shadow(words, "open"),
    "switches": switches,
    "top-bar": top_bar,
    "unticked": unticked,
    "wall": wall,
}
LAYERED = frozenset({"boxes", "switches", "unticked"})
