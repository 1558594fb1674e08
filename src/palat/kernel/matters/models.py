from django.db import models
from django.db.models import F, Q

from palat.kernel.matters.procedure import LINKS, MAIN, PURPOSES, SECRECIES, URGENCIES


class Matter(models.Model):
    """Anything that a citizen, an agency, the cabinet or a law puts on the Office's table (เรื่อง)."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=16, unique=True, help_text="Tracking code: unguessable, with check character.")
    number = models.CharField(max_length=40, blank=True, help_text="Official register number, once given.")
    alias = models.CharField(max_length=40, blank=True, help_text="Number in an older system (รหัสเรื่อง).")
    duty = models.CharField(max_length=30)
    procedure = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    kind = models.CharField(max_length=30)
    category = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=300)
    state = models.CharField(max_length=40, help_text="State of the main track.")
    urgency = models.SmallIntegerField(default=4, choices=URGENCIES)
    secrecy = models.SmallIntegerField(default=0, choices=SECRECIES)
    restricted = models.CharField(max_length=20, blank=True, help_text="Queue for named people only; empty: none.")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True)
    officer = models.ForeignKey("organisation.Official", models.PROTECT, null=True)
    area = models.ForeignKey("organisation.Area", models.PROTECT, null=True)
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=40, blank=True, help_text="Reason of closing, a code of the duty.")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    destroyed_under = models.CharField(
        max_length=20, default="", db_default="", help_text="Number of the list under which its content was destroyed."
    )
    head_seq = models.IntegerField()
    head_hash = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(F("number"), name="matter_number", condition=~Q(number="")),
            models.Index(F("alias"), name="matter_alias", condition=~Q(alias="")),
            models.Index(fields=["-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["procedure", "category", "-received_at"], name="matter_category"),
            models.Index(fields=["officer", "-received_at"], name="matter_officer", condition=Q(closed_at=None)),
            models.Index(fields=["unit", "-received_at"], name="matter_unit", condition=Q(closed_at=None)),
            models.Index(fields=["received_at"], name="matter_unnumbered", condition=Q(number="")),
            models.Index(fields=["urgency", "received_at", "id"], name="matter_urgent", condition=Q(closed_at=None)),
            models.Index(fields=["merged_into"], name="matter_merged", condition=Q(merged_into__isnull=False)),
        ]

    @property
    def reference(self) -> str:
        """How it is named outside the Office: by its register number. The code is the petitioner's own key."""
        return self.number or f"#{self.pk}"


class Track(models.Model):
    """One line of work on a matter: its own state, holder, clocks and answer."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="tracks", db_index=False)
    type = models.CharField(max_length=30, default=MAIN)
    state = models.CharField(max_length=40)
    since = models.DateTimeField()
    final = models.BooleanField(default=False)
    label = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    chased = models.SmallIntegerField(default=0, help_text="How many times it was chased (ครั้งที่ n).")
    result = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter"], name="track_matter"),
            models.Index(fields=["agency", "-opened_at"], name="track_agency", condition=Q(agency__isnull=False)),
            models.Index(fields=["agency"], name="track_open_agency", condition=Q(final=False, agency__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter"], name="one_main_track", condition=Q(type=MAIN)),
        ]


class InHand(models.Model):
    """Who inside an outside agency works on its track: a section, a person, or a person of a section."""

    track = models.OneToOneField(Track, models.CASCADE, primary_key=True, related_name="hand")
    section = models.ForeignKey("organisation.Section", models.PROTECT, null=True)
    official = models.ForeignKey("organisation.Official", models.PROTECT, null=True)
    due_on = models.DateField(null=True, help_text="The agency's own last day; the Office's stands beside it.")
    since = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["official"], name="in_hand_official", condition=Q(official__isnull=False)),
            models.Index(fields=["section"], name="in_hand_section", condition=Q(section__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False) | Q(official__isnull=False), name="in_someones_hand"
            )
        ]


class Clock(models.Model):
    """A limit of law running on a track. The due date is a pure function of what stands here."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="clocks", db_index=False)
    track = models.ForeignKey(Track, models.PROTECT, related_name="clocks")
    code = models.CharField(max_length=40)
    limit_id = models.BigIntegerField(help_text="The dated row of the limit in law that it began under.")
    amount = models.IntegerField()
    unit = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    started_on = models.DateField()
    start_seq = models.IntegerField()
    paused_on = models.DateField(null=True, help_text="Since when it rests; empty while it runs.")
    rested_working = models.IntegerField(default=0, help_text="Working days inside pauses that have ended.")
    rested_days = models.IntegerField(default=0, help_text="Calendar days inside pauses that have ended.")
    due_on = models.DateField(null=True, help_text="Last day; empty while paused.")
    due_at = models.DateTimeField(help_text="End of the last day; the end of time while paused.")
    stopped_at = models.DateTimeField(null=True)
    stop_seq = models.IntegerField(null=True)
    kept = models.BooleanField(null=True, help_text="Stopped in time; empty while it runs.")

    class Meta:
        indexes = [
            models.Index(fields=["matter"], name="clock_matter"),
            models.Index(fields=["due_at"], name="clock_due", condition=Q(stopped_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "code"], name="one_open_clock_of_a_code", condition=Q(stopped_at=None)
            ),
        ]


class MovedDay(models.Model):
    """The last day of a clock that moved because the calendar changed late: what it was, what it became."""

    # Hundreds of thousands are written at once, each from its clock, which nothing can delete: no constraint to check.
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="moved_days", db_index=False, db_constraint=False)
    matter = models.ForeignKey(Matter, models.PROTECT, db_index=False, db_constraint=False)
    was = models.DateField()
    due = models.DateField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["matter"], name="moved_day_matter"),
            models.Index(fields=["moved_at"], name="moved_day_at"),
        ]


class Pause(models.Model):
    """An interval in which a clock rests, with its reason."""

    id = models.BigIntegerField(primary_key=True)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="pause_ends_later")
        ]


class WorkItem(models.Model):
    """Where an open track lies, in order of legal urgency: the maintained worklist."""

    track = models.OneToOneField(Track, models.CASCADE, primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE)
    queue = models.CharField(max_length=40)
    priority = models.SmallIntegerField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=40)
    category = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["queue", "priority", "due_at", "track"], name="worklist_order")]


class Link(models.Model):
    """A typed link between two matters of any duties."""

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Matter, models.PROTECT, related_name="links_from")
    target = models.ForeignKey(Matter, models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=20, choices=LINKS)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="link_once", condition=Q(ended_at=None)),
            models.CheckConstraint(condition=~Q(source=F("target")), name="no_link_to_itself"),
        ]


class Attachment(models.Model):
    """A file on a matter: who gave it, and who may see it."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments", db_index=False)
    track = models.ForeignKey(Track, models.PROTECT, null=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT)
    name = models.CharField(max_length=200)
    origin = models.CharField(max_length=20)  # petitioner | office | agency
    for_petitioner = models.BooleanField(default=False)
    for_agencies = models.BooleanField(default=False, help_text="A person approved that it leaves the Office.")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["matter"], name="attachment_matter")]


class Bar(models.Model):
    """Someone who may neither see nor act on a matter: accused, related, or the accused's own agency."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="bars", db_index=False)
    official = models.ForeignKey("organisation.Official", models.PROTECT, null=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True)
    reason = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["matter"], name="bar_matter")]
        constraints = [
            models.CheckConstraint(
                condition=Q(official__isnull=False) | Q(agency__isnull=False), name="bar_names_someone"
            )
        ]


class Submission(models.Model):
    """A matter laid before a decider (แฟ้มเสนอ): what is asked, each level's opinion, what was decided."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="submissions")
    track = models.ForeignKey(Track, models.PROTECT)
    purpose = models.CharField(max_length=10, choices=PURPOSES)
    chain = models.JSONField(help_text="Roles it climbs, lowest first, as the dated chain said on that day.")
    step = models.SmallIntegerField(default=0)
    role = models.CharField(max_length=40, help_text="Role before which it lies now.")
    brief = models.JSONField(help_text="Question, facts, issues, law, options, recommendation, order, contact.")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="When the present decider first opened it.")
    place = models.SmallIntegerField(default=0, help_text="Where the secretary put it in the decider's order.")
    presented_at = models.DateTimeField(null=True, help_text="When a secretary had screened it.")
    recorded = models.JSONField(default=dict, help_text="A pen or oral order not confirmed yet: by, at, scan, items.")
    decision = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True, help_text="What the decider said or wrote, verbatim.")
    way = models.CharField(max_length=10, blank=True)  # screen | pen | oral
    decided_at = models.DateTimeField(null=True)
    decided_role = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["role", "submitted_at"], name="submission_open", condition=Q(decided_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["track"], name="one_open_submission", condition=Q(decided_at=None)),
        ]


class Opinion(models.Model):
    """The opinion of one level on a submission, by post and date."""

    id = models.BigIntegerField(primary_key=True)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="opinions")
    step = models.SmallIntegerField()
    official = models.ForeignKey("organisation.Official", models.PROTECT)
    post = models.CharField(max_length=300, help_text="Post and capacity relied upon, as under a signature.")
    act = models.CharField(max_length=12)  # endorse | return | decide
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    opened = models.BooleanField(null=True, help_text="Opened before signing; empty: decided on paper or by word.")
    recorded_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")


class Reminder(models.Model):
    """A note to come up on a day (เตือนความจำ): one's own, or of a whole unit. No official act."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reminders", db_index=False)
    official = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, help_text="Whose all; empty: private.")
    day = models.DateField()
    words = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["official", "day"], name="reminder_own", condition=Q(done_at=None)),
            models.Index(fields=["unit", "day"], name="reminder_unit", condition=Q(done_at=None, unit__isnull=False)),
            models.Index(fields=["matter"], name="reminder_matter", condition=Q(done_at=None)),
        ]


class OneTimeLink(models.Model):
    """A signed link by which someone without an account answers once."""

    id = models.BigIntegerField(primary_key=True)
    track = models.ForeignKey(Track, models.PROTECT)
    token_digest = models.BinaryField(unique=True)
    sent_to = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
