"""The demo office's part of this duty."""
