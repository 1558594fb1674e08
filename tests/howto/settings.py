"""The settings of the tests, with the duty of the tutorial: its package lies where the test put it."""

import os

import palat.duties
from tests.settings import *  # noqa: F403 - every setting, whatever is added
from tests.settings import INSTALLED_APPS as BEFORE

palat.duties.__path__.append(os.environ["TUTORIAL"])
INSTALLED_APPS = [*BEFORE, "palat.duties.rooms"]
ROOT_URLCONF = "tests.howto.urls"
