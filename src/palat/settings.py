"""Settings of Palat, read from the environment.

Each setting is declared once, with its default and help, by `declare`;
`palat docs settings` prints docs/operations/settings.md from the same declarations.
"""

import hashlib
import ipaddress
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent


@dataclass(frozen=True)
class Setting:
    """One environment variable: what it does, and what holds without it."""

    name: str
    default: str | None
    help: str
    secret: bool


DECLARED: dict[str, Setting] = {}


def declare(
    name: str,
    default: str | None,
    help: str,
    *,
    read: Callable[[str], Any] = str,
    secret: bool = False,
) -> Any:
    """Read one setting from the environment, and remember its help.

    A secret has a default for trial use only: with debug off it must be given.
    Raises: ImproperlyConfigured naming the variable, in Thai and English.
    """
    DECLARED[name] = Setting(name, default, help, secret)
    given = os.environ.get(name)
    if not given and secret and not TRIAL:
        raise ImproperlyConfigured(f"ไม่ได้กำหนดค่าลับ {name} · the secret {name} is not set. {help}")
    value = given or default
    if value is None:
        return None
    try:
        return read(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"ค่า {name} ใช้ไม่ได้ · {name}={value!r} cannot be used: {error}") from error


def flag(value: str) -> bool:
    """Read yes or no."""
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError("1 or 0 is expected")


def words(value: str) -> list[str]:
    """Read a list parted by commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def networks(value: str) -> list[str]:
    """Read networks, such as 10.0.0.0/8, parted by commas."""
    return [str(ipaddress.ip_network(part)) for part in words(value)]


def log_level(value: str) -> str:
    """Read how much is logged."""
    if value.upper() in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        return value.upper()
    raise ValueError("DEBUG, INFO, WARNING or ERROR is expected")


TRIAL = True  # so that the next line may declare it; overwritten at once
TRIAL = declare("PALAT_DEBUG", "0", "1 for trial and development on one machine; 0 in production.", read=flag)
# Who tries the system out meets the pages of an office, also where something is not found or goes wrong.
DEBUG = declare(
    "PALAT_TRACEBACKS", "0", "1 shows a developer Django's own page of an error; in trial use only.", read=flag
)
DEBUG = DEBUG and TRIAL

VAR = declare(
    "PALAT_VAR",
    str(ROOT / "var"),
    "Folder of everything that is written: embedded database, uploaded files, logs.",
    read=Path,
)
SECRET_KEY = declare(
    "PALAT_SECRET_KEY",
    "trial-only-secret-key-not-for-production",
    "Signs sessions and links. 50 or more random characters.",
    secret=True,
)
SEAL_KEYS = declare(
    "PALAT_SEAL_KEYS",
    "t1:dHJpYWwtb25seS1zZWFsLWtleS0zMi1ieXRlcy1sb24=",
    "Keys that seal identities: `id:base64 of 32 bytes`, newest first, parted by commas. "
    "Older keys still open what they sealed.",
    read=words,
    secret=True,
)
FINGERPRINT_KEY = declare(
    "PALAT_FINGERPRINT_KEY",
    "trial-only-fingerprint-key",
    "Keys the fingerprints by which a sealed identity is looked up. Never changes.",
    secret=True,
)
ROOT_SIGNING_KEY = declare(
    "PALAT_ROOT_SIGNING_KEY",
    "dHJpYWwtb25seS1yb290LXNpZ24ta2V5LTMyLWJ5dGU=",
    "Ed25519 private key (base64 of 32 bytes) that signs each day's root of the history.",
    secret=True,
)
ROOT_OLD_KEYS = declare(
    "PALAT_ROOT_OLD_KEYS",
    "",
    "Public halves (hex) of the keys that signed earlier roots, parted by commas. "
    "After a change of key, put the earlier public key here; `palat verify` prints it.",
    read=words,
)
ALLOWED_HOSTS = declare(
    "PALAT_HOSTS",
    "localhost,127.0.0.1,[::1],testserver",
    "Host names under which the site answers, parted by commas.",
    read=words,
)
PUBLIC_URL = declare(
    "PALAT_PUBLIC_URL",
    "http://localhost:8000",
    "Address of the site as citizens type it; used in letters, QR codes and notices.",
)
GARUDA_IMAGE = declare(
    "PALAT_GARUDA_IMAGE",
    None,
    "File of the garuda (SVG or PNG) that stands at the head of letters. Without it its place stays empty, "
    "for paper that has it printed.",
)
INITIALS_NEEDED = declare(
    "PALAT_INITIALS_NEEDED",
    "",
    "Initials without which a draft is not laid before those who sign, parted by commas: "
    "drafted, typed, read, checked. None by default: the Office's own rule was not verified.",
    read=words,
)
SIGNING_CERTIFICATE = declare(
    "PALAT_SIGNING_CERTIFICATE",
    None,
    "PKCS#12 file with the Office's RSA key and certificate, by which the letters that leave are signed (PAdES). "
    "Without it letters bear their QR code and hash alone.",
)
SIGNING_PASSPHRASE = declare("PALAT_SIGNING_PASSPHRASE", "", "Passphrase of PALAT_SIGNING_CERTIFICATE.")
SIGNING_ROOTS = declare(
    "PALAT_SIGNING_ROOTS",
    None,
    "PEM file of the root certificates by which signatures of letters are judged. "
    "Without it those in PALAT_SIGNING_CERTIFICATE.",
)
DATABASE_URL = declare(
    "DATABASE_URL",
    None,
    "postgresql://user:password@host:port/name. Without it the embedded server of this checkout is used.",
)
APP_ROLE = declare(
    "PALAT_DB_APP_ROLE",
    None,
    "Database role of the web and worker processes: neither owner nor superuser. "
    "`palat migrate` grants it what it needs and nothing on history but reading and appending.",
)
EMAIL_URL = declare(
    "PALAT_EMAIL_URL",
    None,
    "smtp://user:password@host:port or smtps://…; without it outgoing mail is kept as files under PALAT_VAR.",
)
DEFAULT_FROM_EMAIL = declare("PALAT_EMAIL_FROM", "noreply@palat.example", "Sender of outgoing mail.")
IMAP_URL = declare(
    "PALAT_IMAP_URL",
    None,
    "imaps://user@host:993/INBOX: the mailbox of the registry, asked every minute; imap:// begins TLS after the "
    "greeting. Without it no e-mail is taken in.",
)
IMAP_PASSWORD = declare("PALAT_IMAP_PASSWORD", "", "Password of that mailbox.")
IMAP_OWN = declare(
    "PALAT_IMAP_OWN",
    "",
    "Further addresses of the Office from which it writes itself, parted by commas: mail from them is set aside.",
    read=words,
)
IMAP_AUTHSERV = declare(
    "PALAT_IMAP_AUTHSERV",
    "",
    "Names, parted by commas, under which the Office's own mail servers write Authentication-Results (RFC 8601); they "
    "must take out such lines that came with a message. Without it no sender counts as proved.",
    read=words,
)
EMAIL_RETURN = declare(
    "PALAT_EMAIL_RETURN",
    "",
    "Mailbox to which undelivered mail comes back, such as returns@palat.example. Each notice goes out with a signed "
    "mark in this address (returns+MARK@…), so that what comes back is known again. Empty: not followed.",
)
EMAIL_REPLY = declare(
    "PALAT_EMAIL_REPLY",
    "",
    "Mailbox to which citizens answer a notice, such as reply@palat.example (reply+MARK@…). Empty: no answers by mail.",
)
SMS_URL = declare(
    "PALAT_SMS_URL",
    "",
    "Address of the gateway of short messages; its contract: docs/operations/notices.md. Empty: none.",
)
SMS_TOKEN = declare("PALAT_SMS_TOKEN", "", "Token by which the gateway knows us. Secret.")
SMS_SENDER = declare("PALAT_SMS_SENDER", "PSC1111", "Name that short messages come from.")
SMS_HOOK_SECRET = declare("PALAT_SMS_HOOK_SECRET", "", "Secret by which the gateway signs its receipts. Secret.")
LINE_TOKEN = declare(
    "PALAT_LINE_TOKEN", "", "Channel access token of the Office's LINE account. Secret. Empty: no LINE."
)
LINE_SECRET = declare("PALAT_LINE_SECRET", "", "Channel secret by which LINE signs what it sends us. Secret.")
LINE_URL = declare("PALAT_LINE_URL", "https://api.line.me", "Address of LINE's Messaging API.")
LINE_DATA_URL = declare("PALAT_LINE_DATA_URL", "https://api-data.line.me", "Address from which LINE gives pictures.")
WEBHOOK_NETWORKS = declare(
    "PALAT_WEBHOOK_NETWORKS",
    "",
    "Networks inside, such as 10.20.0.0/16, parted by commas, in which a receiver of webhooks may lie if the "
    "administrator allows it for that receiver. Empty: none; all others must be public.",
    read=networks,
)
IMAP_REGISTER = declare(
    "PALAT_IMAP_REGISTER",
    "letter_in",
    "Code of the register of incoming letters in whose box e-mail waits to be entered.",
)
EGIF_MINISTRY = declare(
    "PALAT_EGIF_MINISTRY",
    "",
    "The Office's ministry in the codes of TH e-GIF, as the other side knows it (provisional: ask DGA). "
    "Without it and PALAT_EGIF_DEPARTMENT no letter goes by the exchange.",
)
EGIF_DEPARTMENT = declare("PALAT_EGIF_DEPARTMENT", "", "The Office itself in the codes of TH e-GIF (provisional).")
EGIF_LIMIT_BYTES = declare(
    "PALAT_EGIF_LIMIT_MB",
    "60",
    "Largest message that is taken from the exchange, in megabytes; files in it are a third smaller.",
    read=lambda v: int(v) * 1_000_000,
)
LOG_LEVEL = declare("PALAT_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR.", read=log_level)
UPLOAD_LIMIT_BYTES = declare(
    "PALAT_UPLOAD_LIMIT_MB", "25", "Largest file a citizen may attach, in megabytes.", read=lambda v: int(v) * 1_000_000
)
PROPOSING = declare(
    "PALAT_PROPOSING",
    "1",
    "1: what was learnt from closed matters proposes category and agency; 0: nothing is learnt and people sort alone.",
    read=flag,
)
TRUST_PROXY = declare(
    "PALAT_TRUST_PROXY", "0", "1 when a reverse proxy of yours sets X-Forwarded-For and -Proto.", read=flag
)


SOCKET_LIMIT = 85  # the system allows 107 bytes for the whole path of a socket


def embedded_home() -> Path:
    """Return the folder of the embedded PostgreSQL: under PALAT_VAR, or a short private one elsewhere.

    PostgreSQL refuses to run as root and then runs as another user, who may not be able to
    reach the checkout; and the path of a socket may not be long.
    """
    home = VAR / "pg"
    reachable = os.geteuid() != 0 or all(
        not parent.exists() or parent.stat().st_mode & 0o001 for parent in (VAR, *VAR.parents)
    )
    if reachable and len(os.fsencode(home)) <= SOCKET_LIMIT:
        return home
    mark = hashlib.sha256(os.fsencode(VAR.resolve())).hexdigest()[:16]
    return Path("/var/tmp") / f"palat-{os.geteuid()}-{mark}"  # noqa: S108 - owner and mode are checked at start


def database(url: str | None) -> dict[str, Any]:
    """Turn a database address into Django's settings for it."""
    options: dict[str, Any] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        # Statements are bound and, from the third time, kept prepared by the server: planning a long one anew costs
        # more than running it. A pooler between us and the server must keep them too (PgBouncer from 1.21).
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
    common = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": False}
    if url is None:
        return {**common, "NAME": "palat", "USER": "palat", "HOST": str(embedded_home() / "s"), "PORT": "5432"}
    parts = urlsplit(url)
    options.update(parse_qsl(parts.query))
    return {
        **common,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

KERNEL = [
    "history",
    "jobs",
    "pages",
    "exchange",
    "accounts",
    "organisation",
    "calendar",
    "identities",
    "files",
    "registers",
    "language",
    "mailbox",
    "notices",
    "matters",
    "letters",
    "redaction",
    "incoming",
    "egif",
    "reports",
    "agencies",
    "retention",
    "casework",
]
DUTIES = ["petitions", "information", "decentralisation", "planning"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    *[f"palat.kernel.{name}" for name in KERNEL],
    *[f"palat.duties.{name}" for name in DUTIES],
    "palat.portal",
    "palat.desk",
    "palat.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "palat.kernel.pages.middleware.NoNul",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "palat.kernel.accounts.middleware.ThaiFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "palat.desk.middleware.PostHolders",
]

ROOT_URLCONF = "palat.urls"
WSGI_APPLICATION = "palat.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "palat.portal.context.navigation",
                "palat.desk.frame.navigation",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["palat.kernel.accounts.sessions.Backend"]
SESSION_ENGINE = "palat.kernel.accounts.sessions"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    # Accounts of the demo office: without debug nothing reads their passwords.
    *(["palat.kernel.accounts.hashers.TrialHasher"] if TRIAL else []),
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "palat.kernel.accounts.adapter.OfficialsOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A whole office signs in at half past eight from behind one address; who guesses is stopped by `login_failed`.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip"}
LOGIN_REDIRECT_URL = "/desk/"
LOGIN_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Palat"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [PACKAGE / "static", ROOT / "build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TRIAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# In trial use too the files are found once, at the start, and kept by browsers for a while: a page needs some twenty
# of them. In production their names carry a hash, and browsers keep them for good.
WHITENOISE_USE_FINDERS = TRIAL
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60
MEDIA_ROOT = VAR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # more than any form takes: what is over a form's own limit is named on it

# A file past the limit is refused while it arrives, not after it filled the disk.
FILE_UPLOAD_HANDLERS = [
    "palat.kernel.files.uploads.LimitUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not TRIAL
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

if EMAIL_URL:
    _mail = urlsplit(EMAIL_URL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

# Everything goes to standard error, in debug and out of it; the system's journal keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "palat": {"level": LOG_LEVEL},
        "django": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        "django.db.backends": {"level": "WARNING"},  # statements hold what people wrote
        "procrastinate": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
