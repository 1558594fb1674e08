"""A petition of the demo office while it is lived: each official act of the procedure, with the words that it leaves.

The acts mirror `operations`: the same facts and bodies in the history, the same columns of the petition; what those
enqueue (e-mail, notices) is not done, since it happened long ago.
"""

from palat.duties.petitions.demo.acts.deciding import Deciding
from palat.duties.petitions.demo.acts.ending import Ending


class Case(Ending, Deciding):
    """One petition with every act that may be made on it."""
