"""The web application, for granian or any WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
application = get_wsgi_application()

# Every page loads hundreds of small things and drops them again; looking through all modules, patterns and templates
# for garbage each time costs a twentieth of the page. What was loaded by now is never garbage.
reverse("desk_home")  # loads the module of every page
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
