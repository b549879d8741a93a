"""Which interfaces of the browser can tell a visitor from others or watch what they do, and how calls are counted.

Chosen from what published fingerprinting and session-replay scripts call: Englehardt and Narayanan, "Online Tracking:
A 1-million-site Measurement" (canvas, fonts, WebRTC, audio, battery), and the W3C note "Mitigating Browser
Fingerprinting in Web Specifications". `navigator.userAgent` and `.language` are left out: nearly every script reads
them.
"""

from __future__ import annotations

from crawler.browser.collectors.probe_source import Watch

USE, OBSERVED = "u", "o"
"""Kinds of report: a call of an interface; a MutationObserver on the whole document."""
CANVAS, WEBGL, AUDIO, FONTS = "canvas-read", "webgl-read", "audio-read", "font-probe"
NAVIGATOR, SCREEN = "navigator-reads", "screen-reads"
OBSERVER_FLAGS = ("attributes", "characterData", "childList", "subtree")

_CALLS = 2000
"""Calls in one frame after which an interface is left alone till the next page: 75 µs each (decision 0005)."""
_REPORTS = 50
_READS, _READ_REPORTS = 100, 10
"""The same for properties, which scripts read in loops and of which one read tells as much as a hundred."""

# Each function watched costs a millisecond or so when a browser process starts, so the telling ones were chosen.
_NAVIGATOR = "deviceMemory hardwareConcurrency languages maxTouchPoints platform plugins"
_SCREEN = "availWidth colorDepth pixelDepth width"


def _method(api: str, interface: str, member: str, wanted: str = "true", detail: str = "''") -> Watch:
    report = f"'{USE}', '{api}', '{interface}.{member}', {detail}"
    return Watch(interface, member, "value", report, wanted, _CALLS, _REPORTS)


def _reads(api: str, interface: str, members: str) -> tuple[Watch, ...]:
    return tuple(
        Watch(interface, name, "get", f"'{USE}', '{api}', '{name}', ''", calls=_READS, reports=_READ_REPORTS)
        for name in members.split()
    )


def _webgl(interface: str) -> tuple[Watch, ...]:
    # 37445 and 37446 are UNMASKED_VENDOR_WEBGL and UNMASKED_RENDERER_WEBGL: the name of the graphics card.
    return (
        _method(WEBGL, interface, "getParameter", "arguments[0] === 37445 || arguments[0] === 37446"),
        _method(WEBGL, interface, "getExtension", "arguments[0] === 'WEBGL_debug_renderer_info'"),
    )


_FLAGS = "[" + ", ".join(f"'{flag}'" for flag in OBSERVER_FLAGS) + "]"
WATCHES: tuple[Watch, ...] = (
    _method(CANVAS, "HTMLCanvasElement", "toDataURL", detail="TOOLS.size(this)"),
    _method(CANVAS, "HTMLCanvasElement", "toBlob", detail="TOOLS.size(this)"),
    _method(CANVAS, "CanvasRenderingContext2D", "getImageData", detail="TOOLS.sizeOf(this)"),
    _method(CANVAS, "OffscreenCanvas", "convertToBlob"),
    *_webgl("WebGLRenderingContext"),
    *_webgl("WebGL2RenderingContext"),
    _method(AUDIO, "OfflineAudioContext", "startRendering"),
    _method(FONTS, "CanvasRenderingContext2D", "measureText", "TOOLS.isNewFont(this)"),
    _method("battery", "Navigator", "getBattery"),
    _method("media-devices", "MediaDevices", "enumerateDevices"),
    _method("webrtc", "RTCPeerConnection", "createDataChannel"),
    _method("client-hints", "NavigatorUAData", "getHighEntropyValues"),
    _method("speech-voices", "SpeechSynthesis", "getVoices"),
    *_reads(NAVIGATOR, "Navigator", _NAVIGATOR),
    *_reads(SCREEN, "Screen", _SCREEN),
    Watch(
        "MutationObserver",
        "observe",
        "value",
        f"'{OBSERVED}', {_FLAGS}.filter((flag) => TOOLS.isTrue(arguments[1], flag)).join()",
        "TOOLS.isPage(arguments[0])",
        _CALLS,
        _REPORTS,
    ),
)
