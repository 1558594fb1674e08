from palat.cli import guarded

guarded()
