"""What browsers call themselves, in words."""

from __future__ import annotations

import pytest

from rubrics.messages import shown
from scoring.actions.devices import device_name

_ANDROID = "Mozilla/5.0 (Linux; Android 13; V2207A) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{_ANDROID} Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49", "WeChat on Android"),
        (f"{_ANDROID} Chrome/116.0 Mobile Safari/537.36 VivoBrowser/19.6", "Vivo browser on Android"),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 HuaweiBrowser/5.0.4",
         "Huawei browser on HarmonyOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1 Version/17.4 Safari/604.1",
         "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
         "Edge on Windows"),
        ("curl on Linux", "Linux"),
        ("Firefox", "Firefox"),
        ("", "a browser that does not say which"),
    ],
)  # fmt: skip
def test_browser_and_system_are_named(agent: str, words: str) -> None:
    """The most telling mark counts; what is unknown is said to be."""
    assert shown(device_name(agent), str) == words
