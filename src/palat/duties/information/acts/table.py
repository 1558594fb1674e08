"""Every act that a request's page offers besides those of all matters, by its move."""

from palat.duties.information.acts.orders import ORDER_ACTS
from palat.duties.information.acts.parts import PART_ACTS
from palat.duties.information.acts.requests import HANDLING_ACTS
from palat.kernel.matters.desk.rows import DeskAct

REQUEST_ACTS: dict[str, DeskAct] = {**HANDLING_ACTS, **PART_ACTS, **ORDER_ACTS}
