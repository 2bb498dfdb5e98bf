"""What users install is what lies here: every module, and every data file that a module reads."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

import rubrics

ROOT = Path(__file__).parent.parent
PACKAGES = ("rubrics", "submissions", "scoring")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """Build the wheel of this folder."""
    folder = tmp_path_factory.mktemp("wheel")
    (path,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with ZipFile(path) as opened:
        yield opened


def test_the_wheel_holds_every_file_of_the_packages(wheel: ZipFile) -> None:
    """Data (library, schema, compiled catalogue) too: hatchling leaves out what git ignores and says nothing."""
    here = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == here


def test_the_wheel_names_its_command_and_its_licence(wheel: ZipFile) -> None:
    """The command is `pingyi`, and the licence text goes along."""
    texts = {name.partition(".dist-info/")[2]: wheel.read(name) for name in wheel.namelist() if ".dist-info/" in name}
    assert texts["entry_points.txt"].decode() == "[console_scripts]\npingyi = scoring.cli.main:run\n"
    assert texts["licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()


def test_the_code_under_test_is_the_installed_one() -> None:
    """Where pingyi is installed, its copy is tested and not the folder: `nox -s tests` proves the wheel."""
    installed = {
        Path(str(distribution.locate_file(file)))
        for distribution in metadata.distributions(name="pingyi")
        for file in distribution.files or ()
        if file.as_posix() == "rubrics/__init__.py"
    }
    assert Path(rubrics.__file__) in (installed or {ROOT / "rubrics" / "__init__.py"})
