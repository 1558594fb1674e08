"""Pages of complaints and checks."""
