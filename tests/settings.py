"""The product's settings with one difference, for tests only: passwords are hashed quickly.

A journey signs in a dozen officials; at the product's strength each costs two thirds of a second of a core.
"""

from palat.settings import *  # noqa: F403 - every setting, whatever is added

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
