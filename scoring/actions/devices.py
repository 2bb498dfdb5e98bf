"""What a browser calls itself, in words: which browser, on which system. Good enough to know one's own again."""

from __future__ import annotations

from rubrics import Message, say

# The first that is found counts: most browsers say that they are Safari and Chrome too.
_BROWSERS = {
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
    "Edg": say("Edge"),
    "Firefox": say("Firefox"),
    "Chrome": say("Chrome"),
    "Safari": say("Safari"),
}
_SYSTEMS = {
    "OpenHarmony": say("HarmonyOS"),
    "HarmonyOS": say("HarmonyOS"),
    "iPhone": say("iPhone"),
    "iPad": say("iPad"),
    "Android": say("Android"),
    "Windows": say("Windows"),
    "Macintosh": say("Mac"),
    "Linux": say("Linux"),
}
_UNKNOWN = say("a browser that does not say which")


def device_name(agent: str) -> Message:
    """Return the words for a browser's own name (User-Agent)."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), None)
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), None)
    if browser and system:
        return say("{browser} on {system}", browser=browser, system=system)
    return browser or system or _UNKNOWN
