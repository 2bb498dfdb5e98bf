"""What a browser calls itself, in words: which browser, on which system. Good enough to know one's own again."""

from __future__ import annotations

from rubrics import Message, say

# Names that all languages write alike are plain texts.
# The first that is found counts: most browsers say that they are Safari and Chrome too.
_BROWSERS: dict[str, Message | str] = {
    "MicroMessenger": say("WeChat"),
    "DingTalk": say("DingTalk"),
    "HuaweiBrowser": say("Huawei browser"),
    "MiuiBrowser": say("Xiaomi browser"),
    "VivoBrowser": say("Vivo browser"),
    "HeyTapBrowser": say("OPPO browser"),
    "MQQBrowser": say("QQ browser"),
    "QQBrowser": say("QQ browser"),
    "UCBrowser": say("UC browser"),
    "Quark": say("Quark"),
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS: dict[str, Message | str] = {
    "OpenHarmony": say("HarmonyOS"),
    "HarmonyOS": say("HarmonyOS"),
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": say("Android"),
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}
_UNKNOWN = say("a browser that does not say which")


def device_name(agent: str) -> Message | str:
    """Return the words for a browser's own name (User-Agent)."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), None)
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), None)
    if browser and system:
        return say("{browser} on {system}", browser=browser, system=system)
    return browser or system or _UNKNOWN
