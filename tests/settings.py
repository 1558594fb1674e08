"""The product's settings with two differences, for tests only, both of speed.

Passwords are hashed quickly: a journey signs in a dozen officials, at the product's strength two thirds of a second of
a core each. Static files are looked up once in a process, not once for each test client.
"""

from palat.settings import *  # noqa: F403 - every setting, whatever is added
from palat.settings import MIDDLEWARE as PRODUCT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE = "whitenoise.middleware.WhiteNoiseMiddleware"
MIDDLEWARE = ["tests.static_files.LookedUpOnce" if name == WHITENOISE else name for name in PRODUCT]
